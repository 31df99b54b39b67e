#!/usr/bin/env node
// Usage: write_exceljs.mjs FILE.xlsx OUT.xlsx [TIMES]
// As write_openpyxl.py, with exceljs.
import ExcelJS from "exceljs";

const [file, out, times = "5"] = process.argv.slice(2);
const source = new ExcelJS.Workbook();
await source.xlsx.readFile(file);
let least = Infinity;
for (let i = 0; i < Number(times); i++) {
  const start = performance.now();
  const book = new ExcelJS.Workbook();
  for (const sheet of source.worksheets) {
    const made = book.addWorksheet(sheet.name);
    sheet.eachRow({ includeEmpty: true }, (row, r) => {
      row.eachCell({ includeEmpty: true }, (cell, c) => {
        const to = made.getCell(r, c);
        if (cell.type !== ExcelJS.ValueType.Merge) to.value = cell.value;
        to.font = cell.font; to.fill = cell.fill; to.border = cell.border;
        to.alignment = cell.alignment; to.numFmt = cell.numFmt;
      });
    });
    sheet.columns?.forEach((column, c) => { made.getColumn(c + 1).width = column.width; });
    for (const merged of sheet.model.merges) made.mergeCells(merged);
  }
  await book.xlsx.writeFile(out);
  least = Math.min(least, performance.now() - start);
}
console.log(least.toFixed(1));
