/** What a file may have. Larger ones come in parts. */
export const fileBytesMax = 8 * 1024 * 1024;
export const fileRowsMax = 100_000;
/** Different labels in one file. */
export const fileLabelsMax = 100;

/** How the letters of a file are written. */
export type FileEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** What a file would do, exactly, at this moment. */
export interface CsvImportPreview {
  id: string;
  fileName: string;
  /** As far as it can be told: whoever knows the names sees whether it was right. */
  encoding: FileEncoding;
  /** Lines that are not empty, the head not counted. */
  rows: number;
  /** Different customers of the Page that the file names. */
  people: number;
  /** Lines that cannot be used, by the reason. */
  problems: { words: string; rows: number }[];
  /** Lines about people who are not customers of the Page. */
  unknownPsids: number;
  /** Customers whose labels are not known: they are left out. */
  labelsUnknown: number;
  /** Heads of columns that say nothing about labels. */
  ignored: string[];
  /** Labels of the Page, with how many would get each and how many have it. */
  labels: { labelId: string; name: string; gain: number; have: number }[];
  /** Names that no label of the Page has, with how many lines give them. */
  unknownNames: { name: string; rows: number }[];
  /** The job, once it was begun. */
  jobId: string | null;
}
