#!/usr/bin/env node
// Usage: exceljs_cells.mjs FILE.xlsx
//
// Prints {"Sheet": {"A1": value}} with every cell that exceljs finds something in, in the same form
// as openpyxl_cells.py: numbers, true and false, and text; a formula's cached value; dates as ISO text.
// Exit code: 0 done, 1 the file cannot be read, 2 usage, 3 exceljs is missing.
import { fileURLToPath } from 'node:url';

const path = process.argv[2];
if (process.argv.length !== 3) {
  console.error('usage: exceljs_cells.mjs FILE.xlsx');
  process.exit(2);
}

let ExcelJS;
try {
  ExcelJS = (await import('exceljs')).default;
} catch {
  console.error('exceljs_cells.mjs: exceljs is missing; run', fileURLToPath(new URL('install', import.meta.url)));
  process.exit(3);
}

function date(value) {
  // A workbook keeps a time as a fraction of a day, so it comes back a few milliseconds off.
  const [day, time] = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().slice(0, 19).split('T');
  if (day < '1900-01-01') return time; // day 0 of a workbook: a time alone
  return time === '00:00:00' ? day : `${day}T${time}`;
}

// A value of exceljs is a number, boolean, text or date, or an object around one: an error, a link's
// text, rich text.
function plain(value) {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return date(value);
  if (typeof value !== 'object') return value;
  if ('error' in value) return value.error;
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  if ('hyperlink' in value) return plain(value.text);
  throw new Error(`a cell value of an unknown kind: ${JSON.stringify(value)}`);
}

try {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const sheets = {};
  for (const sheet of workbook.worksheets) {
    const cells = (sheets[sheet.name] = {});
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.isMerged && cell.master !== cell) return; // repeats its master's value
        // Not cell.value.result: exceljs leaves 0 and false out of that.
        const value = plain(cell.type === ExcelJS.ValueType.Formula ? cell.result : cell.value);
        if (value !== '') cells[cell.address] = value;
      }),
    );
  }
  console.log(JSON.stringify(sheets, null, 1));
} catch (err) {
  console.error(`exceljs_cells.mjs: ${path}: ${err.message}`);
  process.exit(1);
}
