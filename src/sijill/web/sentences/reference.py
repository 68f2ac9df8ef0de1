"""What the reference room says when a file is refused."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "boundaries.not_geojson": _("This is not a GeoJSON file. Download the COD-AB file as GeoJSON."),
    "boundaries.not_a_collection": _(
        "This GeoJSON file is not a collection of units. Take the COD-AB file of one level."
    ),
    "boundaries.wrong_crs": _(
        "The coordinates are not longitude and latitude (%(found)s). Export the file in WGS 84."
    ),
    "boundaries.no_pcode": _(
        "Unit number %(feature)s has no P-code. Take a COD-AB file with its ADM…_PCODE columns."
    ),
    "boundaries.repeated_pcode": _("The P-code %(pcode)s stands twice in this file."),
    "boundaries.not_polygon": _("Unit number %(feature)s is not an area."),
    "boundaries.bad_date": _("Unit number %(feature)s has a date that cannot be read."),
    "boundaries.empty": _("The file holds no unit."),
    "boundaries.mixed_levels": _("The file mixes levels. Import one level at a time."),
    "boundaries.outside_world": _(
        "Unit number %(feature)s lies outside the world: longitude and latitude may be swapped."
    ),
    "boundaries.unknown_parent": _(
        "The unit above %(unit)s is not known. Import the wider level first."
    ),
}
