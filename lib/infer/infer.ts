import {
  type Contract,
  type ContractDefinition,
  type Field,
  isOfLambda,
  isTimestamp,
  type LineDefinition,
} from "../contract";
import { LogEvent } from "../pattern";
import { declaredPaths, factsOf, fieldOf, secretsIn } from "./declared-fields";
import type { FieldFacts, Inferred, PlaceOfLine, Rest } from "./inferred";
import { JsonLines } from "./json-lines";
import { seenLevels } from "./level-spellings";
import { extended } from "./extended";
import type { PathStats } from "./path-stats";
import { PresetFit } from "./preset-fit";
import { levelsDefinition, roleField, rolesOf } from "./roles";
import { jsonConditions, signalsOf, textConditions } from "./signals";
import { TextLines } from "./text-lines";

/** A line, as CloudWatch Logs would have it. */
export interface LineToInfer extends PlaceOfLine {
  readonly text: string;
}

/** Infers a contract from lines, one after the other: time is linear, and memory bounded, whatever the lines are. */
export class Inference {
  readonly #json = new JsonLines();
  readonly #text = new TextLines();
  readonly #presets: PresetFit;
  readonly #firstJson: PlaceOfLine[] = [];
  readonly #firstText: PlaceOfLine[] = [];
  #platform: { lines: number; readonly first: PlaceOfLine } | undefined;

  /**
   * @param name the contract's
   * @param presets contracts that the lines may fit already: one that almost all of them fit is extended
   */
  constructor(
    private readonly name: string,
    presets: readonly Contract[] = [],
  ) {
    this.#presets = new PresetFit(presets);
  }

  /** All lines so far. */
  get lines(): number {
    return this.#json.lines + this.#text.count + (this.#platform?.lines ?? 0);
  }

  get jsonLines(): number {
    return this.#json.lines;
  }

  add({ line, source, text }: LineToInfer): void {
    const place = { source, line };
    const event = new LogEvent(text);
    const { json } = event;
    if (isOfLambda(event)) {
      this.#platform ??= { lines: 0, first: place };
      this.#platform.lines++;
      return;
    }
    if (json === null) {
      this.#text.add(text, place);
      if (this.#firstText.length === 0) this.#firstText.push(place);
    } else {
      this.#json.add(json, text.length);
      if (this.#firstJson.length === 0) this.#firstJson.push(place);
    }
    this.#presets.add(event, place);
  }

  /** The contract; undefined if there was no line. */
  finish(): Inferred | undefined {
    const isJson = this.#json.lines >= this.#text.count;
    if (this.#json.lines + this.#text.count === 0) return undefined;
    const platform: Rest[] = this.#platform === undefined ? [] : [{ kind: "platform", ...this.#platform }];
    if (!isJson) return this.#ofText([...otherLines("json", this.#json.lines, this.#firstJson), ...platform]);
    return this.#ofJson([...otherLines("text", this.#text.count, this.#firstText), ...platform]);
  }

  #ofJson(rest: readonly Rest[]): Inferred {
    const seen = this.#json.finish();
    const { paths, undeclared } = declaredPaths(seen);
    const roles = rolesOf(seen, paths);
    const preset = this.#presets.extendable("json", seen.lines);
    const fields = tableOf(paths, roles.line, (stats) => fieldOf(stats, seen.lines));
    const hasErrorEvents = Object.values(roles.events).some(({ level }) => level === "error" || level === "fatal");
    const plain: Omit<ContractDefinition, "extends"> = {
      name: this.name,
      conventions: "own",
      ...(Object.keys(roles.line).length === 0 ? {} : { line: roles.line }),
      ...(paths.length === 0 ? {} : { fields: fields.table }),
      ...(Object.keys(roles.events).length === 0 ? {} : { events: roles.events }),
    };
    // Errors are counted by the preset, by its levels.
    const levels = preset?.contract.line.level === undefined ? roles.levels : undefined;
    const signals = signalsOf(plain, levels, jsonConditions, hasErrorEvents);
    const found: Inferred = {
      form: "json",
      definition: { ...plain, ...(Object.keys(signals).length === 0 ? {} : { signals }) },
      lines: seen.lines,
      fields: fields.facts,
      undeclared,
      levels: roles.levels,
      events: roles.eventFacts,
      unnamed: roles.unnamed,
      exceptions: roles.exceptions,
      rest,
      secrets: secretsIn(seen.paths),
    };
    return (preset && extended(found, preset)) ?? found;
  }

  #ofText(rest: readonly Rest[]): Inferred {
    const { form, lines, parts, rest: others } = this.#text.finish();
    const preset = this.#presets.extendable("text", lines);
    const declared = parts.filter((stats) => stats.filled > 0 && !/^(?:sign|ident|part)(?:_\d+)?$/.test(stats.path));
    const level = declared.find(
      ({ filled, flags, values }) =>
        flags === 0 &&
        filled === lines &&
        values !== undefined &&
        seenLevels(values, "") !== undefined &&
        [...values.keys()].every((value) => typeof value === "string"),
    );
    const levels = level?.values === undefined ? undefined : seenLevels(level.values, level.path);
    const named = (...names: readonly string[]) => declared.find(({ path }) => names.includes(path))?.path;
    const line: LineDefinition = {
      // Half of a time is none.
      ...role(
        "timestamp",
        named("timestamp") ?? (named("date", "month") === undefined ? named("time", "start") : undefined),
      ),
      ...role("level", level?.path),
      ...role("message", named("message")),
      text: `[${form.parts.join(", ")}]`,
      ...(levels === undefined ? {} : { levels: levelsDefinition(levels) }),
    };
    const fields = tableOf(declared, line, (stats) => fieldOf(stats, lines, typeOfPart(stats)));
    const plain: Omit<ContractDefinition, "extends"> = {
      name: this.name,
      conventions: "own",
      line,
      fields: fields.table,
    };
    const signals = signalsOf(plain, levels, textConditions(form.parts), false);
    const found: Inferred = {
      form: "text",
      definition: { ...plain, ...(Object.keys(signals).length === 0 ? {} : { signals }) },
      lines,
      fields: fields.facts,
      undeclared: [],
      levels,
      events: new Map(),
      unnamed: 0,
      exceptions: [],
      rest: [...others, ...rest],
      secrets: secretsIn(parts),
      textForm: form.by,
    };
    return (preset && extended(found, preset)) ?? found;
  }
}

function role(name: "timestamp" | "level" | "message", field: string | undefined): LineDefinition {
  return field === undefined ? {} : { [name]: field };
}

/** What is text in some lines is text. */
function typeOfPart({ example, fractions, integers, path, texts, timestamps }: PathStats): Field["type"] {
  if (path === "message") return "string";
  if (texts === 0) return fractions > 0 ? "number" : "integer";
  const isOfTimes =
    integers + fractions === 0 && timestamps === texts && typeof example === "string" && isTimestamp(example);
  return isOfTimes ? "timestamp" : "string";
}

function tableOf(
  paths: readonly PathStats[],
  line: LineDefinition,
  of: (stats: PathStats) => Field,
): { readonly table: Readonly<Record<string, Field>>; readonly facts: ReadonlyMap<string, FieldFacts> } {
  const fields = paths.map((stats) => {
    const field = roleField(of(stats), stats.path, line);
    return { path: stats.path, field, facts: factsOf(stats, field) };
  });
  return {
    table: Object.fromEntries(fields.map(({ field, path }) => [path, field])),
    facts: new Map(fields.map(({ facts, path }) => [path, facts])),
  };
}

function otherLines(kind: "json" | "text", lines: number, [first]: readonly PlaceOfLine[]): Rest[] {
  return first === undefined ? [] : [{ kind, lines, first }];
}
