"""Error pages: what happened and what to do next, in the reader's language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from sijill.trust.access.errors import Absent, Problem
from sijill.web.problems import sentence


def problem_page(request: HttpRequest, problem: Problem) -> TemplateResponse:
    """The page of a problem; an htmx request gets the notice alone."""
    name = "errors/notice.html" if getattr(request, "htmx", False) else "errors/problem.html"
    context = {"sentence": sentence(problem), "status": problem.status, "code": problem.code}
    return TemplateResponse(request, name, context, status=problem.status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Absent and hidden look the same."""
    return problem_page(request, Absent("page.absent")).render()


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Refused outside a page of ours (a missing form token)."""
    problem = Problem("page.refused")
    problem.status = 403
    return problem_page(request, problem).render()


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request no browser of ours would send."""
    return problem_page(request, Problem("page.bad_request")).render()


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours: plain, without template, database or details."""
    title = _("Something went wrong on our side")
    advice = _("Nothing was saved. Go back and try again; if it happens again, tell the office.")
    return HttpResponseServerError(
        f"<!doctype html><meta charset=utf-8><title>{title}</title><h1>{title}</h1><p>{advice}</p>"
    )
