import { defineService } from "sightline/config";
import { assistant as contract } from "../contracts/assistant";

export const assistant = defineService({
  description: "Answers customers' questions with a language model.",
  owner: "team-assistant",
  tier: "low",
  runbooks: "https://runbooks.shop.example/assistant",
  contract,
  signals: ["errors", "answers", "answers_failed", "input_tokens", "output_tokens", "model_cost"],
  logs: { indexes: ["request_id", "correlation_id"] },
  alarms: {
    no_answers: {
      type: "threshold",
      summary: "The assistant leaves questions without an answer.",
      impact: "Customers are sent to the hotline.",
      signal: "answers_failed",
      statistic: "Sum",
      period: "5m",
      periods: 3,
      datapoints: 2,
      query: "filter event = 'answer_failed' | stats count() by error.type, gen_ai.request.model",
      severities: { warning: { above: 5 } },
    },
    cost: {
      type: "threshold",
      summary: "The language model costs more than planned, in US dollars an hour.",
      impact: "The month's budget runs out early.",
      signal: "model_cost",
      statistic: "Sum",
      period: "1h",
      periods: 1,
      datapoints: 1,
      query:
        "filter event = 'answer_given' | stats sum(cost.usd), sum(gen_ai.usage.input_tokens) by gen_ai.request.model, bin(1h)",
      severities: { warning: { above: 10 }, critical: { above: 40 } },
    },
    throttled: {
      type: "metric",
      summary: "The model provider throttles calls: the quota is used up.",
      impact: "Answers are late or missing.",
      metric: { namespace: "AWS/Bedrock", name: "InvocationThrottles" },
      statistic: "Sum",
      dimensions: { ModelId: "anthropic.claude-sonnet" },
      period: "5m",
      periods: 2,
      datapoints: 2,
      severities: { warning: { above: 10 } },
    },
  },
});
