#!/usr/bin/env node
// Usage: write_exceljs.mjs CELLS.json OUT.xlsx [TIMES]
// As write_openpyxl.py, with exceljs.
import { readFileSync } from "node:fs";
import ExcelJS from "exceljs";

const [cells, out, times = "10"] = process.argv.slice(2);
const sheets = JSON.parse(readFileSync(cells, "utf8"));
let least = Infinity;
for (let i = 0; i < Number(times); i++) {
  const start = performance.now();
  const book = new ExcelJS.Workbook();
  for (const [name, cells] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    for (const [address, value] of Object.entries(cells)) sheet.getCell(address).value = value;
  }
  await book.xlsx.writeFile(out);
  least = Math.min(least, performance.now() - start);
}
console.log(least.toFixed(1));
