import { didYouMean, listed, own, type Path } from "../base";
import { print } from "../pattern";
import { conventionsOf, lineOf, spellings } from "./line";
import { lineWhereFault, partsOf, readLineText } from "./line-text";
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
} from "./model";
import { type ContractFinding, type ContractRuleId, contractRules } from "./rules";

type Said = readonly [rule: ContractRuleId, path: Path, message: string, fix: string];

/** What is known of a contract while its lines are checked. */
interface Known {
  readonly fields: FieldTable;

  /** Fields in which something was found. */
  readonly faultyFields: ReadonlySet<string>;

  /** Parts of `line` that could not be read; `conventions` stands for all that follows from them. */
  readonly unread: ReadonlySet<string>;
}

/** What is wrong with what a definition says of its lines. */
export function checkLineDefinition(
  definition: ContractDefinition,
  base: Contract | undefined,
  known: Known,
): ContractFinding[] {
  const found = known.unread.has("conventions") ? [] : said(definition, base, known);
  return found.map(([rule, path, message, fix]) =>
    contractRules.finding(rule, { kind: "config", path }, { message, fix }),
  );
}

function said(definition: ContractDefinition, base: Contract | undefined, known: Known): readonly Said[] {
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
    ...whereSaid(definition.line?.where),
  ];
}

function whereSaid(where: string | undefined): Said[] {
  const fault = where === undefined ? undefined : lineWhereFault(where);
  return fault === undefined ? [] : [["pattern-syntax", ["line", "where"], fault.message, fault.fix]];
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

function rolesSaid(line: LineRoles, { faultyFields, fields, unread }: Known): Said[] {
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
  { faultyFields, fields, unread }: Known,
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
  const pattern = written?.text === undefined ? undefined : readLineText(written.text);
  if (pattern !== undefined && "fault" in pattern)
    return [["line-text", ["line", "text"], pattern.fault.message, pattern.fault.fix]];
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
