export const channelKinds = ["email", "slack", "teams", "pagerduty", "https", "sms", "lambda", "sqs", "function"];
