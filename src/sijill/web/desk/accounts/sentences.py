"""What can go wrong with accounts, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "account.username_taken": _("There is an account called %(username)s already. Choose another."),
    "account.username_form": _(
        "A sign-in name is 3 to 64 small Latin letters, digits, points or hyphens and begins with "
        "a letter, such as “s.ahmad”."
    ),
    "account.password_weak": _("This password is refused: %(reasons)s"),
    "account.unknown_role": _("There is no role called %(role)s. Choose one from the list."),
    "account.unknown_setting": _("This language or these digits are not on offer. Choose again."),
    "account.own_roles": _("Nobody gives a role to themselves. Ask another account administrator."),
    "account.own_close": _("Nobody closes their own account. Ask another account administrator."),
    "account.own_factors": _("Change your own second factor in your settings."),
    "account.not_own": _("Only the person themselves can do this."),
    "account.dates_reversed": _("The last day is before the first. Check the two dates."),
    "account.same_person": _("Choose somebody else: a person cannot stand in for themselves."),
    "account.closed": _("The account %(username)s is closed. Choose a colleague who works here."),
    "account.nothing_to_hand_over": _(
        "This person holds no role of their own in that office on that day: there is nothing to "
        "hand over. Check the office and the first day."
    ),
    "account.beyond_own": _(
        "This portfolio reaches further than your own role (%(role)s). Ask the account "
        "administrator."
    ),
    "account.deputy_needs_head": _(
        "This deputy would see more than they see today. Ask the head of your office to hand your "
        "portfolio to them."
    ),
}
