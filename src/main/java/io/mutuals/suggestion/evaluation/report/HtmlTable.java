package io.mutuals.suggestion.evaluation.report;

import java.util.List;

/**
 * A table of figures.
 *
 * @param head the column headers; the first column names the rows
 * @param rows the cells, one for each header
 */
record HtmlTable(List<String> head, List<List<String>> rows) {

    void write(Markup html) {
        html.open("table").open("thead").open("tr");
        head.forEach(title -> html.text("th", title, "scope", "col"));
        html.close().close().open("tbody");
        for (List<String> row : rows) {
            html.open("tr").text("th", row.getFirst(), "scope", "row");
            row.stream().skip(1).forEach(cell -> html.text("td", cell));
            html.close();
        }
        html.close().close();
    }
}
