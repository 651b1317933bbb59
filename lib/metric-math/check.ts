import { own } from "../base";
import { MathError, type MathErrorCode } from "./errors";
import type { Call, MathExpression, Operation } from "./expression";
import { OFFLINE_REASONS, shapeOf } from "./functions";

/** AWS's abbreviations: a scalar number, a time series, an array of time series. */
export type ValueType = "S" | "TS" | "TS[]";

/** What an expression may name: a metric of the request, or another expression; its type is that of the result. */
export interface MathId {
  readonly kind: "metric" | "expression";
  readonly type: ValueType;
  /** As checked for an expression; true for a metric. */
  readonly isElementwise: boolean;
}

export interface CheckedExpression {
  readonly type: ValueType;
  /**
   * Whether each datapoint of the result depends only on datapoints of the same timestamp, so that the expression gives the same over
   * any range of timestamps.
   */
  readonly isElementwise: boolean;
}

type Checked = CheckedExpression;

const NAMES: Readonly<Record<ValueType, string>> = { S: "a number", TS: "one series", "TS[]": "an array of series" };

/**
 * The type of an expression's result.
 *
 * @param text the text of the expression, which errors show
 * @param ids everything that the expression may name
 * @throws {MathError} `unknown-id`, `type`, `not-in-alarms`, or `offline` if the expression needs data that only AWS has
 */
export function checkExpression(
  expression: MathExpression,
  text: string,
  ids: ReadonlyMap<string, MathId>,
): CheckedExpression {
  return new Checker(text, ids).check(expression);
}

/** Like `checkExpression`, for the expression that an alarm watches. @throws {MathError} also `not-one-series` */
export function checkAlarmExpression(
  expression: MathExpression,
  text: string,
  ids: ReadonlyMap<string, MathId>,
): CheckedExpression {
  const checked = checkExpression(expression, text, ids);
  if (checked.type === "TS") return checked;
  throw new MathError({
    code: "not-one-series",
    message: `An alarm watches one series; the expression gives ${NAMES[checked.type]}`,
    expression: text,
    span: expression.span,
    fix:
      checked.type === "S"
        ? "Use the number in a larger expression, as in m1 - AVG(m1), or write TIME_SERIES(...)."
        : "Reduce the array to one series, with SUM(...), MAX(...) or FIRST(...).",
  });
}

class Checker {
  constructor(
    private readonly text: string,
    private readonly ids: ReadonlyMap<string, MathId>,
  ) {}

  check(expression: MathExpression): Checked {
    switch (expression.kind) {
      case "number":
        return { type: "S", isElementwise: true };
      case "reference": {
        const id = this.ids.get(expression.id);
        if (id !== undefined) return { type: id.type, isElementwise: id.isElementwise };
        const known = [...this.ids.keys()];
        const fix = known.length === 0 ? "The alarm has no other queries." : `The alarm has ${known.join(", ")}.`;
        throw this.#error("unknown-id", expression, `No metric or expression has the id ${expression.id}`, fix);
      }
      case "array":
        return this.#array(expression.of);
      case "negation":
        return this.check(expression.of);
      case "operation":
        return this.#operation(expression);
      case "call":
        return this.#call(expression);
      case "query":
        throw this.#offline(expression, "a Metrics Insights query", "it reads the metrics of an account");
      case "text":
        throw this.#error("type", expression, "This is text", "Texts are arguments of METRICS only.");
      case "keyword": {
        const fix = `${expression.name} is a keyword only in FILL and SORT; ids begin with a lower-case letter.`;
        throw this.#error("type", expression, `${expression.name} is not a value`, fix);
      }
    }
  }

  #array(of: readonly MathExpression[]): Checked {
    return {
      type: "TS[]",
      isElementwise: of.map((part) => this.#take(part, "an array", ["TS", "TS[]"])).every((part) => part.isElementwise),
    };
  }

  #operation({ operator, left, right }: Operation): Checked {
    const isArithmetic = "+-*/^".includes(operator);
    const may: readonly ValueType[] = isArithmetic ? ["S", "TS", "TS[]"] : ["S", "TS"];
    const a = this.#take(left, operator, may);
    const b = this.#take(right, operator, may);
    if (a.type === "TS[]" && b.type === "TS[]") {
      const fix = "Reduce one of them, as in SUM(METRICS()) / SUM([m1, m2]).";
      throw this.#error("type", right, `${operator} does not take two arrays of series`, fix);
    }
    return { type: widest(a.type, b.type), isElementwise: a.isElementwise && b.isElementwise };
  }

  #call(call: Call): Checked {
    switch (shapeOf(call.name)) {
      case "offline":
        if (call.name === "SEARCH") throw this.#search(call);
        throw this.#offline(call, call.name, own(OFFLINE_REASONS, call.name) ?? "AWS holds the data");
      case "each-or-number":
        return this.#only(call, ["S", "TS", "TS[]"]);
      case "each": {
        return { ...this.#only(call, ["TS", "TS[]"]), isElementwise: false };
      }
      case "reduce": {
        const { type, isElementwise } = this.#only(call, ["TS", "TS[]"]);
        return type === "TS" ? { type: "S", isElementwise: false } : { type: "TS", isElementwise };
      }
      case "calendar":
        // Their result depends only on the timestamp.
        return { ...this.#only(call, ["TS"]), isElementwise: true };
      case "own":
      case undefined:
        return this.#own(call);
    }
  }

  #own(call: Call): Checked {
    switch (call.name) {
      case "FILL":
        return this.#fill(call);
      case "IF":
        return this.#if(call);
      case "FIRST":
      case "LAST":
        return { ...this.#only(call, ["TS[]"]), type: "TS" };
      case "METRIC_COUNT":
        return { ...this.#only(call, ["TS[]"]), type: "S" };
      case "REMOVE_EMPTY":
        return { ...this.#only(call, ["TS[]"]), isElementwise: false };
      case "TIME_SERIES":
        return { ...this.#only(call, ["S"]), type: "TS" };
      case "PERIOD": {
        const [of] = this.#count(call, 1, 1);
        if (of.kind === "reference") this.check(of);
        if (of.kind === "reference" && this.ids.get(of.id)?.kind === "metric")
          return { type: "S", isElementwise: true };
        throw this.#error(
          "type",
          of,
          "PERIOD takes a metric",
          "Name a metric's id; the result of an expression will not do.",
        );
      }
      case "METRICS": {
        const [of] = this.#count(call, 0, 1);
        if (call.of.length === 0 || of.kind === "text") return { type: "TS[]", isElementwise: true };
        throw this.#error("type", of, "METRICS takes a text", 'Write METRICS() or METRICS("part of the ids").');
      }
      case "SLICE": {
        const [of, from, to] = this.#count(call, 2, 3);
        const array = this.#take(of, "SLICE", ["TS[]"]);
        const bounds = [from, to]
          .filter((bound) => bound !== undefined)
          .map((bound) => this.#take(bound, "SLICE", ["S"]));
        return { type: "TS[]", isElementwise: [array, ...bounds].every((part) => part.isElementwise) };
      }
      case "SORT": {
        const [of, by, order, limit] = this.#count(call, 3, 4);
        this.#take(of, "SORT", ["TS[]"]);
        this.#keyword(by, "SORT", ["AVG", "MIN", "MAX", "SUM"]);
        this.#keyword(order, "SORT", ["ASC", "DESC"]);
        if (limit !== undefined) this.#take(limit, "SORT", ["S"]);
        return { type: "TS[]", isElementwise: false };
      }
      default:
        throw this.#error(
          "unknown-function",
          call,
          `There is no function ${call.name}`,
          "See AWS's list of functions.",
        );
    }
  }

  #fill(call: Call): Checked {
    const [of, filler] = this.#count(call, 2, 2);
    const filled = this.#take(of, "FILL", ["TS", "TS[]"]);
    if (filler?.kind === "keyword") {
      this.#keyword(filler, "FILL", ["REPEAT", "LINEAR"]);
      return { type: filled.type, isElementwise: false };
    }
    const by = this.#take(filler, "FILL", ["S", "TS"]);
    return { type: filled.type, isElementwise: filled.isElementwise && by.isElementwise };
  }

  #if(call: Call): Checked {
    const [condition, then, otherwise] = this.#count(call, 2, 3);
    const parts = [condition, then, otherwise]
      .filter((part) => part !== undefined)
      .map((part) => this.#take(part, "IF", ["S", "TS"]));
    const isElementwise = parts.every((part) => part.isElementwise);
    const [chooses, ...values] = parts;
    if (chooses?.type === "TS") return { type: "TS", isElementwise };
    const types = new Set(values.map((value) => value.type));
    // A number chooses between two values of one type. IF(S, S, S) is not documented, but can mean nothing else.
    if (types.size === 1 && (types.has("TS") || values.length === 2))
      return { type: types.has("TS") ? "TS" : "S", isElementwise };
    const fix = "With a number as its condition, IF takes one series, or two.";
    throw this.#error("type", call, "IF cannot choose between a number and a series", fix);
  }

  #only(call: Call, types: readonly ValueType[]): Checked {
    const [of] = this.#count(call, 1, 1);
    return this.#take(of, call.name, types);
  }

  /** The arguments, after checking how many there are. */
  #count(call: Call, least: number, most: number): readonly [MathExpression, ...(MathExpression | undefined)[]] {
    const { length } = call.of;
    if (length >= least && length <= most) return call.of as unknown as readonly [MathExpression];
    const wanted = least === most ? String(least) : `${least} to ${most}`;
    const message = `${call.name} takes ${wanted} argument${wanted === "1" ? "" : "s"}, not ${length}`;
    throw this.#error("type", call, message, "See AWS's list of metric-math functions.");
  }

  #take(expression: MathExpression | undefined, taker: string, types: readonly ValueType[]): Checked {
    if (expression === undefined) throw new Error(`${taker}: its arguments were not counted`);
    const checked = this.check(expression);
    if (types.includes(checked.type)) return checked;
    const message = `${taker} does not take ${NAMES[checked.type]}`;
    throw this.#error("type", expression, message, `It takes ${types.map((type) => NAMES[type]).join(" or ")}.`);
  }

  #keyword(expression: MathExpression | undefined, taker: string, names: readonly string[]): void {
    if (expression?.kind === "keyword" && names.includes(expression.name)) return;
    const node = expression ?? { span: { start: 0, end: this.text.length } };
    throw this.#error("type", node, `${taker} does not take that`, `Write ${names.join(" or ")}.`);
  }

  #offline(node: Pick<MathExpression, "span">, what: string, reason: string): MathError {
    const fix = "Only AWS can evaluate this alarm.";
    return this.#error("offline", node, `cannot be evaluated offline: ${what}: ${reason}`, fix);
  }

  /** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-search-expressions.html */
  #search(call: Call): MathError {
    const fix = "Name the metrics in queries of their own, or use a Metrics Insights query (SELECT ...).";
    return this.#error("not-in-alarms", call, "CloudWatch refuses SEARCH in alarms", fix);
  }

  #error(code: MathErrorCode, { span }: Pick<MathExpression, "span">, message: string, fix: string): MathError {
    return new MathError({ code, message, expression: this.text, span, fix });
  }
}

function widest(a: ValueType, b: ValueType): ValueType {
  if (a === "TS[]" || b === "TS[]") return "TS[]";
  return a === "TS" || b === "TS" ? "TS" : "S";
}
