#!/bin/sh
# Fetches what a replay of ferry-prod reads from 2026-11-20T19:00Z to 2026-11-20T21:00Z:
# the events of 4 log groups (logs:FilterLogEvents) and the datapoints of 12 metrics (cloudwatch:GetMetricData, at 0.01 USD for 1,000 metrics: less than a cent). Printed by sightline fetch.
set -eu
# What is fetched may be confidential.
umask 077

file=
trap '[ -z "$file" ] || rm -f "$file.part"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

refuse() {
  printf '%s\n' "$1" >&2
  exit 2
}

# keep FILE COMMAND...: writes what the command prints, whole or not at all. What is there already is kept.
keep() {
  file=$1
  shift
  [ ! -e "$file" ] || return 0
  printf '%s\n' "$file" >&2
  "$@" > "$file.part"
  mv "$file.part" "$file"
}

[ -z "$(ls -A inputs 2>/dev/null)" ] || refuse 'inputs is not empty: give another --out, or --resume to fetch what is missing in it'
mkdir -p inputs/logs
echo f6fb1f96283a8432 > inputs/fetch.id

account=$(aws sts get-caller-identity --query Account --region eu-central-1 --output text)
[ "$account" = 444455556666 ] || refuse 'The credentials are not those of the account 444455556666: give --profile 444455556666=NAME'

# /app/prod/settlement, from 2026-11-20T08:49Z to 2026-11-20T21:00Z
keep inputs/logs/app-prod-settlement.json aws logs filter-log-events --log-group-name /app/prod/settlement --start-time 1795164540000 --end-time 1795208400000 --region eu-central-1 --output json

# /aws/lambda/prod-tickets, from 2026-11-20T18:14Z to 2026-11-20T21:00Z
keep inputs/logs/aws-lambda-prod-tickets.json aws logs filter-log-events --log-group-name /aws/lambda/prod-tickets --start-time 1795198440000 --end-time 1795208400000 --region eu-central-1 --output json

# /ecs/prod/booking, from 2026-11-20T18:39Z to 2026-11-20T21:00Z
keep inputs/logs/ecs-prod-booking.json aws logs filter-log-events --log-group-name /ecs/prod/booking --start-time 1795199940000 --end-time 1795208400000 --region eu-central-1 --output json

# /aws/lambda/prod-refunds, from 2026-11-20T18:39Z to 2026-11-20T21:00Z
keep inputs/logs/aws-lambda-prod-refunds.json aws logs filter-log-events --log-group-name /aws/lambda/prod-refunds --start-time 1795199940000 --end-time 1795208400000 --region eu-central-1 --output json

# 12 metrics, from 2026-11-20T18:00Z to 2026-11-20T21:00Z
cat > inputs/metrics-1.query.json <<'END'
{
  "MetricDataQueries": [
    {"Id":"m1","Label":"AWS/ApplicationELB HTTPCode_ELB_5XX_Count {\"LoadBalancer\":\"app/prod-booking/50dc6c495c0c9188\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/ApplicationELB","MetricName":"HTTPCode_ELB_5XX_Count","Dimensions":[{"Name":"LoadBalancer","Value":"app/prod-booking/50dc6c495c0c9188"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m2","Label":"AWS/ApplicationELB RequestCount {\"LoadBalancer\":\"app/prod-booking/50dc6c495c0c9188\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/ApplicationELB","MetricName":"RequestCount","Dimensions":[{"Name":"LoadBalancer","Value":"app/prod-booking/50dc6c495c0c9188"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m3","Label":"AWS/ApplicationELB TargetResponseTime {\"LoadBalancer\":\"app/prod-booking/50dc6c495c0c9188\"} p99 300","MetricStat":{"Metric":{"Namespace":"AWS/ApplicationELB","MetricName":"TargetResponseTime","Dimensions":[{"Name":"LoadBalancer","Value":"app/prod-booking/50dc6c495c0c9188"}]},"Period":300,"Stat":"p99"}},
    {"Id":"m4","Label":"AWS/ApplicationELB RejectedConnectionCount {\"LoadBalancer\":\"app/prod-booking/50dc6c495c0c9188\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/ApplicationELB","MetricName":"RejectedConnectionCount","Dimensions":[{"Name":"LoadBalancer","Value":"app/prod-booking/50dc6c495c0c9188"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m5","Label":"AWS/ApplicationELB HTTPCode_Target_5XX_Count {\"LoadBalancer\":\"app/prod-booking/50dc6c495c0c9188\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/ApplicationELB","MetricName":"HTTPCode_Target_5XX_Count","Dimensions":[{"Name":"LoadBalancer","Value":"app/prod-booking/50dc6c495c0c9188"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m6","Label":"AWS/Lambda Duration {\"FunctionName\":\"prod-refunds\"} p99 300","MetricStat":{"Metric":{"Namespace":"AWS/Lambda","MetricName":"Duration","Dimensions":[{"Name":"FunctionName","Value":"prod-refunds"}]},"Period":300,"Stat":"p99"}},
    {"Id":"m7","Label":"AWS/Lambda Errors {\"FunctionName\":\"prod-refunds\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/Lambda","MetricName":"Errors","Dimensions":[{"Name":"FunctionName","Value":"prod-refunds"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m8","Label":"AWS/Lambda Invocations {\"FunctionName\":\"prod-refunds\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/Lambda","MetricName":"Invocations","Dimensions":[{"Name":"FunctionName","Value":"prod-refunds"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m9","Label":"AWS/Lambda RecursiveInvocationsDropped {\"FunctionName\":\"prod-refunds\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/Lambda","MetricName":"RecursiveInvocationsDropped","Dimensions":[{"Name":"FunctionName","Value":"prod-refunds"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m10","Label":"AWS/Lambda Throttles {\"FunctionName\":\"prod-refunds\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/Lambda","MetricName":"Throttles","Dimensions":[{"Name":"FunctionName","Value":"prod-refunds"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m11","Label":"AWS/Lambda Errors {\"FunctionName\":\"prod-tickets\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/Lambda","MetricName":"Errors","Dimensions":[{"Name":"FunctionName","Value":"prod-tickets"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m12","Label":"AWS/Lambda Invocations {\"FunctionName\":\"prod-tickets\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/Lambda","MetricName":"Invocations","Dimensions":[{"Name":"FunctionName","Value":"prod-tickets"}]},"Period":60,"Stat":"Sum"}}
  ],
  "StartTime": "2026-11-20T18:00:00Z",
  "EndTime": "2026-11-20T21:00:00Z",
  "ScanBy": "TimestampAscending"
}
END
keep inputs/metrics-1.json aws cloudwatch get-metric-data --cli-input-json file://inputs/metrics-1.query.json --region eu-central-1 --output json

printf '%s\n' 'sightline replay --env prod --from 2026-11-20T19:00Z --to 2026-11-20T21:00Z --log-group /app/prod/settlement=app-prod-settlement.json --log-group /aws/lambda/prod-tickets=aws-lambda-prod-tickets.json --log-group /ecs/prod/booking=ecs-prod-booking.json --log-group /aws/lambda/prod-refunds=aws-lambda-prod-refunds.json --metrics inputs/metrics-1.json inputs/logs'
