import { baseContract, defineContract } from "sightline/contract";

/** Answers customers' questions with a language model. */
export const assistant = defineContract({
  name: "assistant",
  extends: baseContract,
  fields: {
    "gen_ai.request.model": {
      type: "string",
      description: "Language model that was called.",
      values: ["anthropic.claude-sonnet", "anthropic.claude-haiku"],
    },
    "gen_ai.duration_ms": { type: "number", description: "Time until the last token.", unit: "Milliseconds" },
  },
  events: {
    answer_given: {
      level: "info",
      description: "The model answered.",
      required: [
        "gen_ai.request.model",
        "gen_ai.usage.input_tokens",
        "gen_ai.usage.output_tokens",
        "gen_ai.duration_ms",
        "cost.usd",
      ],
    },
    answer_failed: {
      level: "error",
      description: "The model gave no usable answer.",
      required: ["gen_ai.request.model", "error.type"],
    },
  },
  signals: {
    answers: { description: "Answers given.", on: "answer_given", dimensions: ["gen_ai.request.model"], total: true },
    answers_failed: { description: "Questions that were not answered.", on: "answer_failed", default: 0 },
    input_tokens: { description: "Tokens sent to models.", on: "answer_given", value: "gen_ai.usage.input_tokens" },
    output_tokens: {
      description: "Tokens written by models.",
      on: "answer_given",
      value: "gen_ai.usage.output_tokens",
    },
    model_cost: {
      description: "What the models cost, in US dollars.",
      on: "answer_given",
      value: "cost.usd",
      dimensions: ["gen_ai.request.model"],
      total: true,
    },
  },
});
