"""Spreadsheets: CSV and XLSX of a partner, through a mapping, to parsed reports."""
