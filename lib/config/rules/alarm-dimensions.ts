import { didYouMean, listed, own, type Path } from "../../base";
import type { Signal } from "../../contract";
import { type ConfigFinding, problem } from "../errors";
import { signalsRead } from "../sources";
import { alarmsOf, type PlacedAlarm } from "./walk";
import type { ConfigRule } from "./rule";

export const alarmDimensions: ConfigRule<"alarm-dimensions"> = {
  id: "alarm-dimensions",
  check: ({ config }) => alarmsOf(config).flatMap(problems),
};

function problems({ entry, path, settings }: PlacedAlarm): ConfigFinding[] {
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
      : withDimensions(signal, dimensions, [...path, ...dimensionsPath], settings.contract.fields);
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

function withDimensions(
  signal: Signal,
  given: Readonly<Record<string, string>>,
  path: Path,
  fields: PlacedAlarm["settings"]["contract"]["fields"],
): ConfigFinding[] {
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
    ...Object.entries(given).flatMap(([name, value]): ConfigFinding[] => {
      const values = own(fields, own(signal.dimensionFields, name) ?? name)?.values;
      if (values === undefined || values.includes(value) || value.includes("{")) return [];
      return [
        problem(
          "alarm-dimensions",
          [...path, name],
          `"${value}" is not one of the values of "${name}".${didYouMean(value, values)}`,
          `Use one of ${listed(values)}.`,
        ),
      ];
    }),
  ];
}
