import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import ts from "typescript";

// Who may import whom. To change the plan, write it down in docs/decisions.md first, then change the table.
const table: Record<
  string,
  { rooms: readonly string[]; vendors: readonly string[]; files?: "yes" | readonly string[] }
> = {
  pattern: { rooms: [], vendors: [] },
  contract: { rooms: ["pattern"], vendors: [] },
  config: { rooms: ["contract"], vendors: ["zod", "yaml", "tsx"], files: ["config/load.ts"] },
  constructs: { rooms: ["contract", "pattern"], vendors: ["cdktf", "constructs", "@cdktf/provider-aws"] },
  stacks: { rooms: ["config", "contract", "constructs"], vendors: ["cdktf", "constructs", "@cdktf/provider-aws"] },
  replay: { rooms: ["contract", "pattern"], vendors: ["@duckdb/node-api"] },
  testing: { rooms: ["replay"], vendors: [], files: "yes" },
  cli: { rooms: ["pattern", "contract", "config", "replay"], vendors: ["yaml"], files: "yes" },
  "main.ts": { rooms: ["config", "stacks"], vendors: ["cdktf"] },
};

const root = resolve(__dirname, "..");
const lib = join(root, "lib");
const touchesFiles = new Set(["fs", "fs/promises", "child_process", "net", "http", "https"]);

interface Import {
  readonly file: string;
  readonly room: string;
  readonly specifier: string;
  readonly line: number;
}

const imports = [...sources(lib), join(root, "main.ts")].flatMap(importsOf);

test("every room stands in the table", () => {
  const rooms = readdirSync(lib, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && sources(join(lib, entry.name)).length > 0,
  );
  expect(rooms.map((entry) => entry.name).filter((name) => !(name in table))).toEqual([]);
});

test("rooms import what the table allows, other rooms through their index and never their own", () => {
  expect(imports.flatMap(complaints)).toEqual([]);
});

test("no room is a drawer for anything", () => {
  const drawers = sources(lib).filter((file) =>
    /(^|[/\\])(utils?|common|helpers?|shared|misc)([/\\.]|$)/.test(relative(lib, file)),
  );
  expect(drawers).toEqual([]);
});

test("file names are kebab-case", () => {
  expect(
    sources(lib)
      .map((file) => relative(lib, file))
      .filter((file) => !/^[a-z0-9-]+(\/[a-z0-9-]+)*\.ts$/.test(file.split(sep).join("/"))),
  ).toEqual([]);
});

function complaints({ file, room, specifier, line }: Import): string[] {
  const where = `${relative(root, file)}:${line} imports "${specifier}"`;
  const allowed = table[room];
  if (allowed === undefined) return [`${where}: ${room} is not in the table`];
  const may = `${room} may import ${[...allowed.rooms, ...allowed.vendors].join(", ") || "nothing"}`;

  if (specifier.startsWith(".")) {
    const target = relative(lib, resolve(dirname(file), specifier)).split(sep);
    const [other = "", inside] = target;
    if (other === "..") return [`${where}: outside lib`];
    if (other === room)
      return inside === undefined || inside === "index"
        ? [`${where}: a room never imports its own index; import the file`]
        : [];
    if (!allowed.rooms.includes(other)) return [`${where}: ${may}`];
    return inside === undefined ? [] : [`${where}: across rooms import the room's index, "${other}"`];
  }

  const name = specifier.replace(/^node:/, "");
  if (builtinModules.includes(name)) {
    if (!touchesFiles.has(name)) return [];
    const touching = allowed.files ?? [];
    const path = relative(lib, file).split(sep).join("/");
    return touching === "yes" || touching.includes(path)
      ? []
      : [`${where}: only ${touching.length === 0 ? "other rooms" : touching.join(", ")} may touch files`];
  }
  const vendor = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  if (!allowed.vendors.includes(vendor)) return [`${where}: ${may}`];
  if (vendor === "@cdktf/provider-aws" && !specifier.includes("/lib/"))
    return [`${where}: import @cdktf/provider-aws/lib/<resource>; the index takes seconds to load`];
  return [];
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  const path = relative(lib, file).split(sep);
  const room = path[0] === ".." ? "main.ts" : (path[0] ?? "");
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => ({
    file,
    room,
    specifier: fileName,
    line: text.slice(0, pos).split("\n").length,
  }));
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name))
    .sort();
}
