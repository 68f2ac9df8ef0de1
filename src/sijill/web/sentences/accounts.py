"""What is said when an account, a role, an absence or a portfolio cannot be changed."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "account.username_taken": _("“%(username)s” is taken already. Choose another sign-in name."),
    "account.password_weak": _("This password is too weak. %(reasons)s"),
    "account.unknown_role": _("There is no role “%(role)s”. Choose one from the list."),
    "account.own_roles": _("Nobody gives a role to themselves. Ask another administrator."),
    "account.nothing_to_hand_over": _(
        "This person holds no role of their own in %(office)s on that day. Check office and dates."
    ),
    "account.same_person": _("Choose somebody else: this is the same person."),
    "account.dates_reversed": _("The last day is before the first. Exchange the two."),
    "account.closed": _("The account %(username)s is closed. Choose somebody who is still here."),
    "account.beyond_own": _(
        "The role “%(role)s” reaches further than yours. Ask an administrator to give it."
    ),
    "account.deputy_needs_head": _(
        "Your deputy would get more than they carry now. Ask the head of your office to hand over "
        "your portfolio."
    ),
}
