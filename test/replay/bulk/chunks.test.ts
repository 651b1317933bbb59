import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chunksOf } from "../../../lib/replay/bulk/chunks";
import { type Database, openDatabase } from "../../../lib/replay/bulk/database";

// Sorting more than fits into memory makes the database write to its temporary folder before it gives the first row.
const sorting = "SELECT hash(range) AS key, range::VARCHAR AS text FROM range(6000000) ORDER BY key";

let folder: string;
let database: Database;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "sightline-chunks-"));
  database = await openDatabase({ temporaryFolder: join(folder, "temporary"), memoryLimit: "120MB", threads: 2 });
});

afterEach(() => rmSync(folder, { recursive: true }));

function spilled(): string[] {
  const path = join(folder, "temporary");
  return existsSync(path) ? readdirSync(path) : [];
}

test("a query that is aborted between two chunks leaves nothing in the temporary folder", async () => {
  const abort = new AbortController();
  let atFirst: string[] = [];
  const reading = (async () => {
    for await (const chunk of chunksOf(database.connection, sorting, abort.signal)) {
      expect(chunk.rowCount).toBeGreaterThan(0);
      atFirst = spilled();
      abort.abort(new Error("stopped"));
    }
  })();
  await expect(reading).rejects.toThrow("stopped");
  database.close();
  expect(atFirst).not.toEqual([]);
  expect(spilled()).toEqual([]);
});

test("a query whose reader stops leaves nothing in the temporary folder", async () => {
  let atFirst: string[] = [];
  for await (const chunk of chunksOf(database.connection, sorting, undefined)) {
    expect(chunk.rowCount).toBeGreaterThan(0);
    atFirst = spilled();
    break;
  }
  database.close();
  expect(atFirst).not.toEqual([]);
  expect(spilled()).toEqual([]);
});
