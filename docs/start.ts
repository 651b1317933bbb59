import { spawnSync } from "node:child_process";
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// Draws what `npm start` prints, for README: npx tsx -C sightline-source docs/start.ts

const root = join(__dirname, "..");
const size = { font: 14, line: 20, margin: 22, bar: 40 };

/** Widest advance of a character among the usual monospaced fonts, as a part of the font's size. */
const advance = 0.605;

const colours = {
  window: "#0d1117",
  bar: "#161b22",
  edge: "#30363d",
  text: "#c9d1d9",
  strong: "#f0f6fc",
  faint: "#8b949e",
  green: "#3fb950",
  red: "#f85149",
  yellow: "#d29922",
  blue: "#79c0ff",
} as const;

type Piece = readonly [text: string, colour: keyof typeof colours, bold?: boolean];

/** The picture of a terminal with what `npm start` wrote to its standard output: the same for the same stacks, however long it took. */
export function startPicture(output: string): string {
  const report = output
    .split("\n")
    // npm's own banner.
    .filter((line) => !line.startsWith("> "))
    .join("\n")
    .replace(/ in \d+\.\d s\.$/m, " in 2.0 s.")
    .trim();
  const lines: (readonly Piece[])[] = [
    [
      ["$ ", "green", true],
      ["npm start", "strong", true],
    ],
    [],
    ...pieces(report),
  ];
  const columns = Math.max(...lines.map((line) => line.reduce((sum, [text]) => sum + text.length, 0)));
  const width = Math.ceil(columns * size.font * advance) + 2 * size.margin;
  const height = size.bar + lines.length * size.line + size.margin + size.line / 2;
  const dots = [colours.red, colours.yellow, colours.green].map(
    (colour, index) => `<circle cx="${size.margin + index * 20}" cy="${size.bar / 2}" r="6" fill="${colour}"/>`,
  );
  const texts = lines.map((line, index) => {
    const y = size.bar + size.line * (index + 1) + size.line / 4;
    return line.length === 0 ? "" : `<text x="${size.margin}" y="${y}">${line.map(span).join("")}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="npm start">
<style>text { font: ${size.font}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; white-space: pre; }</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="${colours.window}" stroke="${colours.edge}"/>
<path d="M1 ${size.bar}V10a9 9 0 0 1 9-9H${width - 10}a9 9 0 0 1 9 9V${size.bar}z" fill="${colours.bar}"/>
${dots.join("\n")}
<g xml:space="preserve">
${texts.filter((text) => text !== "").join("\n")}
</g>
</svg>
`;
}

// Which part of the report a line belongs to decides on its colours.
function pieces(report: string): (readonly Piece[])[] {
  let table = false;
  let next = false;
  return report.split("\n").map((line): readonly Piece[] => {
    if (line === "") table = next = false;
    if (line === "Next:") next = true;
    else if (next) return [[line, line.startsWith("    ") ? "strong" : "faint"]];
    if (line.startsWith("stack ")) {
      table = true;
      return [[line, "faint"]];
    }
    const [, stackName = "", rest = ""] = /^(\S+)(.*)$/.exec(line) ?? [];
    if (table)
      return [
        [stackName, "blue"],
        [rest, "text"],
      ];
    const [, stack, state] = /^( {2}\S+:)( .*)$/.exec(line) ?? [];
    if (stack !== undefined && state !== undefined)
      return [
        [stack, "blue"],
        [state, state === " unchanged" ? "green" : "yellow"],
      ];
    // An alarm that fired, and who was told.
    const [, time, severity, name, lasted] = /^( {2}\d\d:\d\d {2})(critical|warning|info)( +\S+)(.*)$/.exec(line) ?? [];
    if (time !== undefined && severity !== undefined && name !== undefined && lasted !== undefined)
      return [
        [time, "text"],
        [severity, severity === "critical" ? "red" : severity === "warning" ? "yellow" : "blue"],
        [name, "strong"],
        [lasted, "faint"],
      ];
    const [, told, whom] = /^( {9}(?:told)? +)(\S.*)$/.exec(line) ?? [];
    if (told !== undefined && whom !== undefined)
      return [
        [told, "faint"],
        [whom, "green"],
      ];
    const [, sign] = /^ {4}([-+~]) /.exec(line) ?? [];
    if (sign !== undefined) return [[line, sign === "+" ? "green" : sign === "-" ? "red" : "yellow"]];
    const [, command, what] = /^( {2}\S.*?)( {2,}\S.*)$/.exec(line) ?? [];
    if (command !== undefined && what !== undefined)
      return [
        [command, "strong"],
        [what, "faint"],
      ];
    return line === "" ? [] : [[line, "text", !line.startsWith(" ")]];
  });
}

function span([text, colour, bold = false]: Piece): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<tspan fill="${colours[colour]}"${bold ? ' font-weight="bold"' : ""}>${escaped}</tspan>`;
}

function main(): void {
  const { status, stdout, stderr } = spawnSync("npm", ["start", "--silent"], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm start failed:\n${stderr}`);
  const file = join(__dirname, "start.svg");
  writeFileSync(`${file}.new`, startPicture(stdout));
  renameSync(`${file}.new`, file);
  process.stdout.write("docs/start.svg\n");
}

if (require.main === module) main();
