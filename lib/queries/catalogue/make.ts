import type { Condition } from "../../pattern";
import type { LinesAsk, Measure, NumbersAsk, Over } from "../ask";
import type { Question, QuestionParam } from "../question";

/** Values of a question's params, defaults filled in. */
export type Values = Readonly<Record<string, string | number>>;

/** @throws {TypeError} from `ask`, if a param without default is missing */
export function question(
  texts: Pick<Question, "name" | "title" | "description" | "services"> & { readonly params?: Question["params"] },
  ask: (values: Values) => ReturnType<Question["ask"]>,
): Question {
  const params = texts.params ?? {};
  return {
    ...texts,
    params,
    ask(given = {}) {
      const missing = missingParams({ params }, given);
      if (missing.length > 0) throw new TypeError(`${texts.name} needs ${missing.join(", ")}`);
      const values = Object.entries(params).map(([name, param]) => [
        name,
        ownValue(given, name) ?? param.default ?? "",
      ]);
      return ask(Object.fromEntries(values) as Values);
    },
  };
}

/** Names of params that have to be given, and are not. */
export function missingParams({ params }: Pick<Question, "params">, given: Values): readonly string[] {
  return Object.entries(params).flatMap(([name, param]) =>
    param.default === undefined && ownValue(given, name) === undefined ? [name] : [],
  );
}

function ownValue(values: Values, name: string): string | number | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

export function textParam(description: string, example: string): QuestionParam {
  return { type: "text", description, example };
}

export function numberParam(description: string, normally: number): QuestionParam {
  return { type: "number", description, example: normally, default: normally };
}

export const overTime: Over = { stepSeconds: "auto" };

export function lines(
  services: readonly string[],
  where: readonly Condition[],
  shown: Pick<LinesAsk, "fields" | "order"> & { readonly limit?: number },
): LinesAsk {
  return { kind: "lines", services, where, limit: 100, ...shown };
}

export function numbers(
  services: readonly string[],
  where: readonly Condition[],
  measured: {
    readonly measures: readonly Measure[];
    readonly by?: readonly string[];
    readonly over?: Over;
    readonly top?: number;
  },
): NumbersAsk {
  return { kind: "numbers", services, where, by: [], over: "range", ...measured };
}

export const count = (name: string): Measure => ({ name, of: { kind: "count" } });

/** p50, p90 and p99. */
export function percentiles(field: string): readonly Measure[] {
  return [50, 90, 99].map((percentile) => ({
    name: `p${String(percentile)}`,
    of: { kind: "percentile", percentile, field },
  }));
}
