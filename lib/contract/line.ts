import { didYouMean, listed, own, type Path } from "../base";
import { type DelimitedPattern, parse, PatternError, print } from "../pattern";
import {
  type Contract,
  type ContractDefinition,
  type FieldTable,
  type FieldType,
  type Level,
  levelNames,
  type Line,
  type LineDefinition,
  lineRoles,
  type LineRoles,
  spelled,
  type Spelling,
  standardLine,
} from "./model";
import { type ContractFinding, type ContractRuleId, contractRules } from "./rules";

/** What a definition says of its lines, with what it inherits. */
export type LineWritten = Pick<ContractDefinition, "conventions" | "line">;

/** Whose rules a contract's lines follow: those of the contract that it extends, unless it says so itself. */
export function conventionsOf({ conventions }: LineWritten, base: Contract | undefined): Contract["conventions"] {
  return conventions ?? base?.conventions ?? "standard";
}

/** What the lines of a contract are. What has an error is left out. */
export function lineOf(written: LineWritten, base: Contract | undefined): Line {
  if (conventionsOf(written, base) === "standard") return standardLine;
  const inherited = base?.conventions === "own" ? base.line : { levels: standardLine.levels };
  const { levels, text, ...roles } = written.line ?? {};
  const pattern = text === undefined ? undefined : delimited(text);
  return {
    ...inherited,
    ...roles,
    ...(levels === undefined ? {} : { levels: spelled((level) => spellings(levels, level)) }),
    ...(pattern === undefined || "finding" in pattern ? {} : { text: pattern }),
  };
}

/** The fields with what `line` says of them: the values of the level's. */
export function fieldsOfLine(fields: FieldTable, conventions: Contract["conventions"], line: Line): FieldTable {
  const level = line.level === undefined ? undefined : own(fields, line.level);
  if (conventions === "standard" || level === undefined || line.level === undefined) return fields;
  if (level.type !== "string") return fields;
  return { ...fields, [line.level]: { ...level, values: levelNames.flatMap((name) => line.levels[name]).map(String) } };
}

function spellings(levels: NonNullable<LineDefinition["levels"]>, level: Level): readonly Spelling[] {
  const written = own(levels, level) ?? [];
  return typeof written === "object" ? written : [written];
}

type Said = readonly [rule: ContractRuleId, path: Path, message: string, fix: string];

/**
 * What is wrong with what a definition says of its lines.
 *
 * @param unread parts of `line` that could not be read; `conventions` stands for all that follows from them
 */
export function checkLine(
  definition: ContractDefinition,
  base: Contract | undefined,
  {
    faultyFields,
    fields,
    unread,
  }: { fields: FieldTable; faultyFields: ReadonlySet<string>; unread: ReadonlySet<string> },
): ContractFinding[] {
  const found = unread.has("conventions") ? [] : said(definition, base, { faultyFields, fields, unread });
  return found.map(([rule, path, message, fix]) =>
    contractRules.finding(rule, { kind: "config", path }, { message, fix }),
  );
}

function said(
  definition: ContractDefinition,
  base: Contract | undefined,
  known: { fields: FieldTable; faultyFields: ReadonlySet<string>; unread: ReadonlySet<string> },
): readonly Said[] {
  const conventions = conventionsOf(definition, base);
  if (base !== undefined && base.conventions !== conventions)
    return [
      [
        "contract-conventions",
        ["conventions"],
        `"${definition.name}" has ${conventions} conventions and extends "${base.name}", which has ${base.conventions} ones`,
        conventions === "own"
          ? "Leave `extends` out: a contract for lines as they are begins with its own fields, and has the redaction list of base in any case."
          : "Leave `conventions` out, or extend a contract with the standard conventions.",
      ],
    ];
  if (conventions === "standard")
    return definition.line === undefined
      ? []
      : [
          [
            "contract-conventions",
            ["line"],
            "under the standard conventions, the fields of a line have the names of the base contract",
            'Write `conventions: "own"` beside `line`, or leave `line` out.',
          ],
        ];
  const line = lineOf(definition, base);
  return [
    ...changedSaid(definition, base, line),
    ...rolesSaid(definition.line ?? {}, known),
    ...(known.unread.has("levels") ? [] : levelsSaid(definition, line, known)),
    ...textSaid(definition, line),
  ];
}

/** What the extended contract says already, in another way: its signals read lines as it says. */
function changedSaid({ line: written = {} }: ContractDefinition, base: Contract | undefined, line: Line): Said[] {
  if (base === undefined) return [];
  const before = base.line;
  const changed = [...lineRoles, "levels", "text"].filter((key): key is keyof LineDefinition => {
    const name = key as keyof LineDefinition;
    if (written[name] === undefined) return false;
    if (name === "text")
      return before.text === undefined || (line.text !== undefined && print(before.text) !== print(line.text));
    if (name === "levels")
      return before.level !== undefined && JSON.stringify(before.levels) !== JSON.stringify(line.levels);
    return before[name] !== undefined && before[name] !== line[name];
  });
  return changed.map((key) => [
    "contract-conventions",
    ["line", key],
    `"${base.name}" says it in another way, and its signals read lines as it says`,
    `Leave \`${key}\` out, or do not extend "${base.name}".`,
  ]);
}

const roleTypes: Readonly<Record<keyof LineRoles, readonly FieldType[]>> = {
  timestamp: ["timestamp", "number", "integer", "string"],
  level: ["string", "number", "integer"],
  message: ["string"],
  event: ["string"],
  service: ["string"],
};

function rolesSaid(
  line: LineRoles,
  {
    faultyFields,
    fields,
    unread,
  }: { fields: FieldTable; faultyFields: ReadonlySet<string>; unread: ReadonlySet<string> },
): Said[] {
  return lineRoles.flatMap((role): Said[] => {
    const name = line[role];
    if (name === undefined || faultyFields.has(name) || unread.has(role)) return [];
    const field = own(fields, name);
    const path = ["line", role];
    if (field === undefined)
      return [
        [
          "line-role",
          path,
          `the contract has no field "${name}".${didYouMean(name, Object.keys(fields))}`,
          "Declare the field under `fields`, or name an existing one.",
        ],
      ];
    if (roleTypes[role].includes(field.type)) return [];
    return [
      [
        "line-role",
        path,
        `"${name}" has the type ${field.type}, which cannot be the ${role} of a line`,
        `Its type may be ${roleTypes[role].join(", ")}.`,
      ],
    ];
  });
}

function levelsSaid(
  { fields: written = {}, line: { levels } = {} }: ContractDefinition,
  line: Line,
  {
    faultyFields,
    fields,
    unread,
  }: { fields: FieldTable; faultyFields: ReadonlySet<string>; unread: ReadonlySet<string> },
): Said[] {
  const { level } = line;
  const field = level === undefined || faultyFields.has(level) ? undefined : own(fields, level);
  const values: Said[] =
    level === undefined || own(written, level)?.values === undefined
      ? []
      : [
          [
            "line-levels",
            ["fields", level, "values"],
            `\`line.levels\` says which values "${level}" has`,
            "Leave `values` out.",
          ],
        ];
  const isNumber = field === undefined ? undefined : field.type === "number" || field.type === "integer";
  const at = levels === undefined ? ["line", "level"] : ["line", "levels"];
  if (levels === undefined) {
    if (isNumber === true && own(written, level ?? "") !== undefined)
      return [
        ...values,
        ["line-levels", at, `"${level}" is a number, and nothing says which numbers are which level`, example],
      ];
    return values;
  }
  const none: Said[] =
    level !== undefined || unread.has("level")
      ? []
      : [["line-levels", at, "no field is the level", "Name the field of the level: `line: { level: ... }`."]];
  const absent = levelNames.filter((name) => own(levels, name) === undefined);
  const seen = new Map<string, Level>();
  const each = levelNames.flatMap((name) =>
    spellings(levels, name).flatMap((spelling, index): Said[] => {
      const path = [...at, name, ...(typeof own(levels, name) === "object" ? [index] : [])];
      const first = seen.get(JSON.stringify(spelling));
      if (first !== undefined)
        return [
          [
            "line-levels",
            path,
            `${JSON.stringify(spelling)} is given ${first === name ? "twice" : `for ${first}, too`}`,
            "Give each spelling once: a line has one level.",
          ],
        ];
      seen.set(JSON.stringify(spelling), name);
      if (isNumber === undefined || (typeof spelling === "number") === isNumber) return [];
      return [
        [
          "line-levels",
          path,
          `"${level}" has the type ${field?.type}, and ${JSON.stringify(spelling)} is a ${typeof spelling}`,
          isNumber ? "Write the number without quotes." : "Write it in quotes, or give the field the type integer.",
        ],
      ];
    }),
  );
  return [
    ...values,
    ...none,
    ...(absent.length === 0
      ? []
      : [
          [
            "line-levels",
            at,
            `it leaves out ${listed(absent)}`,
            `Write how the lines spell ${absent.length === 1 ? "it" : "them"}; an empty list if they never do: \`${absent[0]}: []\`.`,
          ] satisfies Said,
        ]),
    ...each,
  ];
}

const example = "Write `line.levels`, for pino { debug: [10, 20], info: 30, warn: 40, error: 50, fatal: 60 }.";

/** Types of values that a part of a text can be read as. */
const textTypes: readonly FieldType[] = ["string", "number", "integer", "timestamp"];

function textSaid({ fields = {}, line: written }: ContractDefinition, line: Line): Said[] {
  const pattern = written?.text === undefined ? undefined : delimited(written.text);
  if (pattern !== undefined && "finding" in pattern) return [pattern.finding];
  const { text } = line;
  if (text === undefined) return [];
  const parts = partsOf(text);
  return Object.entries(fields).flatMap(([name, { type }]): Said[] => {
    const at = ["fields", name];
    if (!parts.includes(name))
      return [
        [
          "line-text",
          at,
          `"${name}" is not a part of \`line.text\`.${didYouMean(name, parts)}`,
          `Name one of ${listed(parts)}, or add it to \`line.text\`.`,
        ],
      ];
    if (textTypes.includes(type)) return [];
    return [["line-text", [...at, "type"], `a part of a text cannot be a ${type}`, `Use ${textTypes.join(", ")}.`]];
  });
}

/** Names of the parts of lines of text. */
function partsOf({ slots }: DelimitedPattern): readonly string[] {
  return slots.flatMap((slot) => (slot.kind === "field" ? (slot.name ?? []) : []));
}

function delimited(text: string): DelimitedPattern | { readonly finding: Said } {
  const path = ["line", "text"];
  const fix = "Name the parts of a line in their order: [ip, id, user, time, request, status, bytes].";
  try {
    const pattern = parse(text);
    if (pattern.kind !== "delimited")
      return { finding: ["line-text", path, "it is not a space-delimited pattern", fix] };
    const { slots } = pattern;
    const odd = slots.find((slot) => slot.kind === "field" && slot.where !== undefined);
    if (odd !== undefined)
      return {
        finding: [
          "line-text",
          path,
          "it has a condition, and only says what the parts of every line are",
          "Move the condition to the `where` of a signal.",
        ],
      };
    if (partsOf(pattern).length === 0) return { finding: ["line-text", path, "it names no part", fix] };
    return pattern;
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return { finding: ["line-text", path, `${error.message}\n${error.caret()}`, error.fix] };
  }
}
