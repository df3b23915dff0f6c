"""A list of rows, which a cell shows as a table."""

from itertools import islice

import numpy as np

from demos.markup import element

MAX_ROWS = 30
MAX_COLUMNS = 12
MAX_TEXT = 200  # characters, of one value
_PLAIN = (str, int, float, complex, type(None), np.number, np.bool_)


def table_of(value):
    """Return a value as a table in JSON, or None if it is no list of rows.

    A list of rows is a list or tuple of lists or tuples of one length, a list of dictionaries with the same keys
    in the same order, or an array of two dimensions; of plain values only (numbers, texts, bool, None)
    in what is shown of it.

    returns {"head": [the names of the columns: keys, or indices from 0], "rows": [[text, ...], ...],
             "rows_in_all": int, "columns_in_all": int}, with MAX_ROWS rows and MAX_COLUMNS columns at most
    """
    head, rows = _rows_of(value)
    shown = [list(islice(row, MAX_COLUMNS)) for row in rows[:MAX_ROWS]]
    if not shown or not shown[0] or not all(isinstance(cell, _PLAIN) for row in shown for cell in row):
        return None
    return {
        "head": [_text(name) for name in head[:MAX_COLUMNS]],
        "rows": [[_text(cell) for cell in row] for row in shown],
        "rows_in_all": len(rows),
        "columns_in_all": len(head),
    }


def _rows_of(value):
    """Return (names of the columns, rows), or ((), ()) if value has no rows of one length."""
    if isinstance(value, np.ndarray):
        return (range(value.shape[1]), value) if value.ndim == 2 else ((), ())
    if not isinstance(value, (list, tuple)) or not value:
        return (), ()
    first = value[0]
    if isinstance(first, dict):
        keys = list(first)
        same = all(isinstance(row, dict) and list(row) == keys for row in value)
        return (keys, [row.values() for row in value]) if same else ((), ())
    if isinstance(first, (list, tuple)):
        same = all(isinstance(row, (list, tuple)) and len(row) == len(first) for row in value)
        return (range(len(first)), value) if same else ((), ())
    return (), ()


def _text(value):
    """Return a value as text; numbers with 8 digits, as numpy prints them."""
    text = f"{value:.8g}" if isinstance(value, (float, np.floating)) else str(value)
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}…"


def table_html(table, texts):
    """Yield a table of table_of() as Markup, and a sentence if it is cut."""
    head = element("tr", element("td"), *(element("th", name, scope="col") for name in table["head"]))
    rows = (element("tr", element("th", number, scope="row"), *(element("td", cell, dir="auto") for cell in row)) for number, row in enumerate(table["rows"]))
    body = element("table", element("thead", head), element("tbody", *rows), class_="values", dir="ltr")
    yield element("div", body, class_="rows", dir="ltr", role="group", tabindex="0", aria_label=texts["rows"])
    shown_rows, shown_columns = len(table["rows"]), len(table["head"])
    if (shown_rows, shown_columns) != (table["rows_in_all"], table["columns_in_all"]):
        yield element("p", texts["rows_cut"].format(rows=shown_rows, columns=shown_columns, all_rows=table["rows_in_all"], all_columns=table["columns_in_all"]))
