import type { Command } from "../command";
import { fetchOptions } from "../fetch/settings";

export const fetch: Command = {
  name: "fetch",
  summary: "Print, or run, the calls of AWS that fetch what a replay reads: events and datapoints",
  usage: "fetch (--template FILE | --env ENV) --from TIME --to TIME [OPTION...]",
  help: `
A replay of some time reads the events of the log groups whose metric filters publish what an alarm reads, and datapoints of
the metrics that no filter publishes, from as far before --from as the alarms look back. This prints a script of a POSIX shell
that fetches them with the command line of AWS (aws logs filter-log-events, aws cloudwatch get-metric-data), a file for each,
and ends with the command that replays them. Nothing is called. With --run, it makes the calls itself.

What to replay against, as for sightline replay:
  --template FILE         *.tf.json, a folder of them, or the JSON that terraform show -json prints; repeatable
  --env ENV               this project's environment, which is synthesized: this runs the project's code
  --config FILE           with --env: the configuration
  --var NAME=VALUE        value of a Terraform variable; repeatable
  --region R, --account A, --workspace W
                          the place, where the template leaves it open

What to fetch:
  --from TIME, --to TIME  the first and the last evaluation of the replay, ISO 8601
  --log-group NAME        these log groups only, or also ones that no alarm reads; NAME may be a glob; repeatable
                          [those that an alarm reads]
  --out DIR               the folder of what is fetched, which is empty or not there    [inputs]

How AWS is reached:
  --profile NAME          profile of the command line of AWS; --profile ACCOUNT=NAME for what is in that account; repeatable
  --endpoint-url URL      of an emulator

  --run                   make the calls: needs aws on PATH. The command of the replay is printed at the end
  --resume                go on in a folder that has answers to some of the same calls; with --run, or in the script
  --json                  print the plan, with every call, as one JSON object: { from, to, folder, accounts, logs, metrics,
                          lacking, not_evaluated, unread, replay }

Exit codes: 0 fine, 1 AWS no longer has, or cannot give, something that the replay needs, 2 wrong use, or AWS refuses a call.

Examples:
  sightline fetch --template plan.json --from 2026-11-20T19:00Z --to 2026-11-20T21:00Z > fetch.sh && sh fetch.sh
  sightline fetch --env prod --from 2026-11-20T19:00Z --to 2026-11-20T21:00Z --run --profile shop-prod
`,
  options: fetchOptions,
  run: async (args, io) => (await import("../fetch/fetch")).runCommand(args, io),
};
