import { type ConfigPlace, didYouMean, listed, own, type Path } from "../../base";
import type { Signal } from "../../contract";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import { scopeIn } from "../expandable-texts";
import { isEnabled } from "../merge";
import { expand, placeholdersIn } from "../placeholders";
import { signalsRead } from "../sources";
import { alarmsOf, type PlacedAlarm } from "./walk";
import type { ConfigRule, RuleSubject } from "./rule";

export const alarmDimensions: ConfigRule<"alarm-dimensions"> = {
  id: "alarm-dimensions",
  check: (subject) => alarmsOf(subject.config).flatMap((alarm) => problems(subject, alarm)),
};

function problems(subject: RuleSubject, { entry, path, service, settings }: PlacedAlarm): ConfigFinding[] {
  const read = signalsRead(entry);
  if (entry.type === "absence" && read.length === 0 && entry.dimensions !== undefined) {
    return [
      problem(
        "alarm-dimensions",
        [...path, "dimensions"],
        "lines of a log group have no dimensions",
        "Name a `signal`, or leave `dimensions` out.",
      ),
    ];
  }
  if (
    entry.type === "rate" &&
    entry.dimensions !== undefined &&
    typeof entry.errors !== "string" &&
    typeof entry.of !== "string"
  ) {
    return [
      problem(
        "alarm-dimensions",
        [...path, "dimensions"],
        "they belong to neither of its series: `errors` and `of` have their own",
        "Move them into `errors` and `of`.",
      ),
    ];
  }
  return read.flatMap(({ dimensions, dimensionsPath, path: at, signal: name }): ConfigFinding[] => {
    const signal = own(settings.contract.signals, name);
    if (signal === undefined) return [];
    return dimensions === undefined
      ? withoutDimensions(signal, [...path, ...at])
      : [
          ...withDimensions(signal, dimensions, [...path, ...dimensionsPath]),
          ...Object.entries(dimensions).flatMap(([key, text]) => {
            const field = own(signal.dimensionFields, key) ?? key;
            const values = own(settings.contract.fields, field)?.values;
            const valuePath = [...path, ...dimensionsPath, key];
            return values === undefined ? [] : valueProblems(subject, { key, text, values, path: valuePath, service });
          }),
        ];
  });
}

interface DimensionValue {
  readonly key: string;
  readonly text: string;

  /** The values that the field has. */
  readonly values: readonly string[];
  readonly path: Path;
  readonly service: string;
}

function valueProblems({ config, environments }: RuleSubject, written: DimensionValue): ConfigFinding[] {
  const { key, path, service, text, values } = written;
  const found = (where: Path | ConfigPlace, value: string, begin: string): ConfigFinding[] =>
    values.includes(value)
      ? []
      : [
          problem(
            "alarm-dimensions",
            where,
            `${begin}"${value}" is not one of the values of "${key}".${didYouMean(value, values)}`,
            `Use one of ${listed(values)}.`,
          ),
        ];
  if (placeholdersIn(text).length === 0) return found(path, text, "");
  return environments
    .filter(({ value }) => isEnabled(value, service))
    .flatMap((environment) => {
      const value = expand(text, scopeIn(config, environment, service));
      if (placeholdersIn(value).length > 0) return [];
      return found(inEnvironment(environment.name, path), value, `in environment ${environment.name} `);
    });
}

function withoutDimensions(signal: Signal, path: Path): ConfigFinding[] {
  if (signal.total) return [];
  const first = signal.dimensions[0] ?? "";
  return [
    problem(
      "alarm-dimensions",
      path,
      `"${signal.name}" has no series without dimensions: it is split by ${signal.dimensions.join(", ")}`,
      `Give the signal \`total: true\`, or the alarm \`dimensions: { "${first}": ... }\`.`,
    ),
  ];
}

function withDimensions(signal: Signal, given: Readonly<Record<string, string>>, path: Path): ConfigFinding[] {
  if (signal.dimensions.length === 0) {
    return [problem("alarm-dimensions", path, `signal "${signal.name}" has no dimensions`, "Leave `dimensions` out.")];
  }
  const missing = signal.dimensions.filter((name) => !Object.hasOwn(given, name));
  return [
    ...Object.keys(given)
      .filter((name) => !signal.dimensions.includes(name))
      .map((name) =>
        problem(
          "alarm-dimensions",
          [...path, name],
          `"${name}" is not a dimension of signal "${signal.name}".${didYouMean(name, signal.dimensions)}`,
          `Give exactly ${listed(signal.dimensions)}.`,
        ),
      ),
    ...(missing.length === 0
      ? []
      : [
          problem(
            "alarm-dimensions",
            path,
            `${listed(missing)} of signal "${signal.name}" ${missing.length === 1 ? "is" : "are"} not given`,
            "Give all of the signal's dimensions: each combination is a separate series.",
          ),
        ]),
  ];
}
