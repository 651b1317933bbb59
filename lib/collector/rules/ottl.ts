import { line, listed, meant, nearestAmong } from "../../base";
import { compareVersions } from "../catalogue/look-up";
import { ottlEnums, ottlFields, ottlFunctions } from "../catalogue/ottl";
import type { Ottl, OttlName } from "../ottl/ottl";
import { parseOttl } from "../ottl/parse";
import { OttlError, OttlTooDeep } from "../ottl/problem";
import { caret, ottlProblemText } from "../ottl/problem-text";
import { type OttlText, ottlTexts } from "../ottl/texts";
import { knownText } from "../read/references";
import { family } from "./family";
import { argumentFault } from "./ottl-arguments";

const source = "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/ottl/LANGUAGE.md";

/** Conditions and statements in OTTL: of `transform`, `filter`, `tail_sampling`, `routing`, `count` and others. */
export const ottl = family(
  {
    "ottl-syntax": {
      severity: "error",
      what: "Conditions, statements and values are OTTL. What is a warning depends on the version, or on a feature gate that is off by default.",
      why: "The collector does not start; a wrong condition of tail_sampling also passes `otelcol validate`.",
      fix: "Write it as the language has it.",
      source,
      alsoWarns: true,
    },
    "ottl-function": {
      severity: "error",
      what: "OTTL calls functions that the collector has in its version.",
      why: "The collector does not start.",
      fix: "Correct the name: editors, which begin a statement, are in small letters, converters begin with a capital.",
      source:
        "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/ottl/ottlfuncs/README.md",
    },
    "ottl-argument": {
      severity: "error",
      what: "Functions of OTTL are given what they take: as many arguments, their names, paths to change, and literals where no other value is read.",
      why: "The collector does not start.",
      fix: "Write the arguments as the function's documentation has them.",
      source:
        "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/ottl/ottlfuncs/README.md",
    },
    "ottl-context": {
      severity: "error",
      what: "Where no `context` is given, each path of OTTL begins with one of its signal: `span.name`, `resource.attributes`.",
      why: "The collector does not start: it cannot know what a statement is about.",
      fix: "Write the context before the path.",
      source:
        "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/transformprocessor/README.md",
    },
    "ottl-path": {
      severity: "error",
      what: "Paths and enums of OTTL are those of their context.",
      why: "The collector does not start.",
      fix: 'Correct the name; attributes of applications are in attributes: `span.attributes["http.route"]`.',
      source: "https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/pkg/ottl/contexts",
    },
  },
  ({ document, target }, report) => {
    const nearest = {
      function: nearestAmong([...ottlFunctions.keys()]),
      enum: nearestAmong([...ottlEnums]),
    };
    for (const { context, form, path, text: written } of ottlTexts(document)) {
      const text = knownText(written);
      if (text === undefined) continue;
      const say = (
        rule: "ottl-syntax" | "ottl-function" | "ottl-argument" | "ottl-context" | "ottl-path",
        message: string,
        at: number,
        more: { readonly fix?: string; readonly severity?: "warning" } = {},
      ): void => report(rule, path, { message: `${message}\n${caret(text, at)}`, ...more }, "value");
      const read = parsed(text, form);
      if (read === undefined) continue;
      if (read instanceof OttlError) {
        const said = ottlProblemText(text, read);
        report(
          "ottl-syntax",
          path,
          { ...said, ...(isDoubtful(read, target?.version) ? { severity: "warning" } : {}) },
          "value",
        );
        continue;
      }
      for (const { at } of read.gated.slice(0, 1))
        say("ottl-syntax", "this needs a feature gate of the collector that is off by default", at, {
          severity: "warning",
          fix: "Write it without, or turn the gate on where the collector is started.",
        });
      for (const { at, name } of read.functions) {
        const wrong = functionFault(name, target?.version);
        if (wrong !== undefined)
          say("ottl-function", wrong + hintOf(ottlFunctions.has(name) ? undefined : nearest.function(name)), at);
      }
      for (const call of read.calls) {
        const fault = argumentFault(call, target?.version);
        if (fault !== undefined) say("ottl-argument", fault.message, fault.at);
      }
      for (const { at, name } of read.enums)
        // SHA256 may be a function that is handed on.
        if (!ottlEnums.has(name) && !ottlFunctions.has(name))
          say("ottl-path", line`there is no enum ${name}` + hintOf(nearest.enum(name)), at);
      const lost = contextFault(read, context);
      if (lost !== undefined) say("ottl-context", lost.message, lost.at);
      else for (const { at, name } of pathFaults(read, context)) say("ottl-path", name, at);
    }
  },
);

function parsed(text: string, form: OttlText["form"]): Ottl | OttlError | undefined {
  try {
    return parseOttl(text, form);
  } catch (error) {
    if (error instanceof OttlError) return error;
    if (error instanceof OttlTooDeep) return undefined;
    throw error;
  }
}

/** Whether a collector may take it: since 0.164.0, values of a list have commas between them in any case. */
function isDoubtful({ doubtful }: OttlError, version: string | undefined): boolean {
  return doubtful && (version === undefined || compareVersions(version, "0.164.0") < 0);
}

function functionFault(name: string, version: string | undefined): string | undefined {
  const facts = ottlFunctions.get(name);
  if (facts === undefined) return line`OTTL has no function ${name}`;
  const { since, until } = facts;
  // Without a target, only what no version has is wrong.
  if (version === undefined) return undefined;
  if (since !== undefined && compareVersions(version, since) < 0) return line`${name} is there since ${since}`;
  if (until !== undefined && compareVersions(version, until) >= 0) return line`${name} is gone since ${until}`;
  return undefined;
}

interface Fault {
  readonly at: number;
  readonly message: string;
}

/** Where a context is missing, or is of another signal. */
function contextFault({ paths }: Ottl, context: OttlText["context"]): Fault | undefined {
  if (context.kind !== "inferred") return undefined;
  const wrong = paths.find(({ parts: [first = "", ...rest] }) => rest.length === 0 || !context.among.includes(first));
  const contexts = context.among.filter((each) => each !== "instrumentation_scope" && each !== "otelcol");
  if (wrong !== undefined)
    return {
      at: wrong.at,
      message: line`${wrong.parts.join(".")} does not begin with a context: ${listed(contexts)}`,
    };
  if (context.alone && paths.length === 0)
    return { at: 0, message: `nothing in it says which context it is about: ${listed(contexts)}` };
  return undefined;
}

/** Names that no version of a context has. */
function pathFaults({ paths }: Ottl, context: OttlText["context"]): OttlName[] {
  return paths.flatMap(({ at, parts: [first = "", second] }) => {
    const [of, field] =
      second !== undefined && ottlFields.has(first)
        ? [first, second]
        : context.kind === "given" && !ottlFields.has(first)
          ? [context.context, first]
          : [undefined, ""];
    const fields = of === undefined || of === "otelcol" ? undefined : ottlFields.get(of);
    if (fields === undefined || of === undefined || fields.has(field)) return [];
    return [{ at, name: line`${of} has no ${field}` + hintOf(nearestAmong([...fields])(field)) }];
  });
}

function hintOf(near: string | undefined): string {
  return near === undefined ? "" : `.${meant(near)}`;
}
