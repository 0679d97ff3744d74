import { h } from './dom.js';

/** A table whose rows each begin with a heading. */
export function table(caption, columns, rows, look = '') {
  return h('table', { role: 'table', class: look },
    h('caption', {}, caption),
    h('thead', { role: 'rowgroup' },
      h('tr', { role: 'row' }, columns.map(column => h('th', { role: 'columnheader', scope: 'col' }, column)))),
    h('tbody', { role: 'rowgroup' }, rows.map(row => h('tr', { role: 'row' }, row.map((cell, index) => index === 0
      ? h('th', { role: 'rowheader', scope: 'row' }, cell)
      : h('td', { role: 'cell', 'data-column': columns[index] }, h('span', {}, cell)))))));
}

/**
 * A table of many columns. On narrow screens its rows become blocks in which each cell names its column. The roles
 * above are explicit because browsers drop those of tables with another layout.
 */
export function wideTable(caption, columns, rows, look = '') {
  return h('div', { class: 'stacking' }, table(caption, columns, rows, `wide ${look}`));
}
