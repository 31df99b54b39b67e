#!/usr/bin/env node
// Usage: resave_exceljs.mjs OUTDIR FILE.xlsx...
//
// Opens each workbook with exceljs and saves it under the same name in OUTDIR.
// Exit code: 0 done, 1 a file cannot be read, 2 usage, 3 exceljs is missing.
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [outdir, ...files] = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: resave_exceljs.mjs OUTDIR FILE.xlsx...');
  process.exit(2);
}

let ExcelJS;
try {
  ExcelJS = (await import('exceljs')).default;
} catch {
  console.error('resave_exceljs.mjs: exceljs is missing; run', fileURLToPath(new URL('install', import.meta.url)));
  process.exit(3);
}

for (const path of files) {
  try {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(path);
    await workbook.xlsx.writeFile(join(outdir, basename(path)));
  } catch (err) {
    console.error(`resave_exceljs.mjs: ${path}: ${err.message}`);
    process.exit(1);
  }
}
