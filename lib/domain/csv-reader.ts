/** More of either is no table of customers, and would fill the memory. */
const csvCellLengthMax = 10_000;
const csvColumnsMax = 200;

export type CsvProblem = "quote-open" | "cell-too-long" | "too-many-columns";

export interface CsvRow {
  /** Where it begins, from 1 on, as an editor counts lines. */
  line: number;
  cells: string[];
  problem: CsvProblem | null;
}

const delimiters = [",", ";", "\t", "|"] as const;

/**
 * Reads a CSV file (RFC 4180, and what spreadsheets make of it) piece by piece: commas, semicolons, tabs or bars, found
 * from the first line; quotes, also around line breaks; any line break. Empty lines are left out. Never throws.
 */
export class CsvReader {
  #delimiter: string | null = null;
  #waiting = "";
  #cell = "";
  #cells: string[] = [];
  #isQuoted = false;
  #afterQuote = false;
  #problem: CsvProblem | null = null;
  #line = 1;
  #rowLine = 1;
  #wasReturn = false;

  /** @returns the rows that are complete with this piece */
  push(text: string): CsvRow[] {
    if (this.#delimiter === null) {
      this.#waiting += text;
      if (!/[\r\n]/.test(this.#waiting) && this.#waiting.length < csvCellLengthMax) return [];
      return this.#begin();
    }
    return this.#read(text);
  }

  /** @returns what is left when the file ends */
  end(): CsvRow[] {
    const rows = this.#delimiter === null ? this.#begin() : [];
    if (this.#isQuoted) this.#problem ??= "quote-open";
    return [...rows, ...this.#endRow()];
  }

  #begin(): CsvRow[] {
    const [first = ""] = this.#waiting.split(/[\r\n]/, 1);
    const count = (delimiter: string) => first.split(delimiter).length;
    this.#delimiter = delimiters.reduce((best, one) => (count(one) > count(best) ? one : best));
    const text = this.#waiting;
    this.#waiting = "";
    return this.#read(text);
  }

  #read(text: string): CsvRow[] {
    const rows: CsvRow[] = [];
    for (const char of text) {
      // A return and a new line are one line break, also when a piece ends between them.
      const isSecondHalf = this.#wasReturn && char === "\n";
      this.#wasReturn = char === "\r";
      if (isSecondHalf && !this.#isQuoted) continue;
      if (this.#isQuoted) this.#readQuoted(char);
      else if (char === '"' && this.#afterQuote) this.#reopen();
      else if (char === '"' && this.#cell === "") this.#isQuoted = true;
      else if (char === this.#delimiter) this.#endCell();
      else if (char === "\r" || char === "\n") {
        rows.push(...this.#endRow());
        this.#line += 1;
        this.#rowLine = this.#line;
      } else {
        this.#afterQuote = false;
        this.#add(char);
      }
    }
    return rows;
  }

  #readQuoted(char: string): void {
    if (char === '"') {
      this.#isQuoted = false;
      this.#afterQuote = true;
      return;
    }
    if (char === "\n") this.#line += 1;
    this.#add(char);
  }

  /** Two quotes are one that belongs to the cell. */
  #reopen(): void {
    this.#add('"');
    this.#isQuoted = true;
    this.#afterQuote = false;
  }

  #add(char: string): void {
    if (this.#cell.length < csvCellLengthMax) this.#cell += char;
    else this.#problem ??= "cell-too-long";
  }

  #endCell(): void {
    if (this.#cells.length < csvColumnsMax) this.#cells.push(this.#cell.trim());
    else this.#problem ??= "too-many-columns";
    this.#cell = "";
    this.#afterQuote = false;
  }

  #endRow(): CsvRow[] {
    this.#endCell();
    const row = { line: this.#rowLine, cells: this.#cells, problem: this.#problem };
    this.#cells = [];
    this.#problem = null;
    this.#isQuoted = false;
    return row.cells.every((cell) => cell === "") ? [] : [row];
  }
}
