import { assistant as contract } from "../contracts/assistant";
import { tenths, type Clock } from "./clock";
import { createServiceLog, type ServiceLog, type Trace } from "./journal";
import type { Random } from "./random";
import { answer, ordinaryCrash } from "./requests";

export interface Assistant {
  readonly log: ServiceLog;

  /** Answers a question. Returns the time of the answer. */
  reply(at: number, trace: Trace, random: Random): number;
}

/**
 * The models: price of a million tokens in whole US dollars, so that a token's price is a whole number of millionths,
 * and time for the first token and for each further one in milliseconds.
 */
const models = {
  "anthropic.claude-sonnet": { input: 3, output: 15, first: 900, each: 14 },
  "anthropic.claude-haiku": { input: 1, output: 5, first: 420, each: 6 },
} as const;

const failures = {
  throttled: { status: 429, message: "the model's quota is used up" },
  model_timeout: { status: 504, message: "the model did not answer in time" },
  content_filtered: { status: 422, message: "the answer was held back by the content filter" },
} as const;

export function createAssistant(clock: Clock): Assistant {
  const log = createServiceLog(contract, clock, { version: "2026.10.1", hosts: ["ip-10-0-16-41"] });
  const request = { method: "POST", route: "/answers" } as const;

  return {
    log,
    reply(at, trace, random) {
      const work = log.begin(at, trace, random);
      const begun = at + random.logNormal(45, 0.4);
      const crash = ordinaryCrash(random);
      if (crash !== undefined) {
        answer(work, request, at, begun, { crash });
        return begun;
      }
      const model = random.weighted({ "anthropic.claude-sonnet": 3, "anthropic.claude-haiku": 7 });
      const { input, output, first, each } = models[model];

      if (random.chance(0.012)) {
        const type = random.weighted({ throttled: 5, model_timeout: 3, content_filtered: 4 });
        const { status, message } = failures[type];
        const ended = begun + (type === "model_timeout" ? 30_000 : random.logNormal(first, 0.3));
        work.write(ended, "answer_failed", `no answer: ${message}`, {
          gen_ai: { request: { model } },
          error: { type },
        });
        answer(work, request, at, ended + 2, { status, errorType: type });
        return ended + 2;
      }

      const input_tokens = Math.round(random.logNormal(1450, 0.45));
      const output_tokens = Math.round(random.logNormal(210, 0.55));
      const took = random.logNormal(first, 0.3) + output_tokens * each;
      work.write(begun + took, "answer_given", `${model} answered with ${output_tokens} tokens`, {
        gen_ai: { request: { model }, usage: { input_tokens, output_tokens }, duration_ms: tenths(took) },
        cost: { usd: (input_tokens * input + output_tokens * output) / 1_000_000 },
      });
      const ended = begun + took + random.logNormal(5, 0.3);
      answer(work, request, at, ended, { status: 200, bytes: output_tokens * 5 });
      return ended;
    },
  };
}
