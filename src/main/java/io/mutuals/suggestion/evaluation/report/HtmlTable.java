package io.mutuals.suggestion.evaluation.report;

import java.util.List;

/**
 * Figures in rows.
 *
 * @param head one for each column; the first column names the row
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
