#!/bin/sh
# Fetches what a replay of test/golden/shop-prod/stack.tf.json reads from 2026-11-20T19:00Z to 2026-11-20T21:00Z:
# the events of 8 log groups (logs:FilterLogEvents) and the datapoints of 55 metrics (cloudwatch:GetMetricData, at 0.01 USD for 1,000 metrics: less than a cent). Printed by sightline fetch.
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
echo 5888f003723e7fe2 > inputs/fetch.id

account=$(aws sts get-caller-identity --query Account --region eu-central-1 --output text)
[ "$account" = 333333333333 ] || refuse 'The credentials are not those of the account 333333333333: give --profile 333333333333=NAME'

# /app/prod/assistant, from 2026-11-20T15:59Z to 2026-11-20T21:00Z
keep inputs/logs/app-prod-assistant.json aws logs filter-log-events --log-group-name /app/prod/assistant --start-time 1795190340000 --end-time 1795208400000 --region eu-central-1 --output json

# /app/prod/auth, from 2026-11-20T18:14Z to 2026-11-20T21:00Z
keep inputs/logs/app-prod-auth.json aws logs filter-log-events --log-group-name /app/prod/auth --start-time 1795198440000 --end-time 1795208400000 --region eu-central-1 --output json

# /app/prod/checkout, from 2026-11-20T18:24Z to 2026-11-20T21:00Z
keep inputs/logs/app-prod-checkout.json aws logs filter-log-events --log-group-name /app/prod/checkout --start-time 1795199040000 --end-time 1795208400000 --region eu-central-1 --output json

# /shop/prod/collector/gateway, from 2026-11-20T18:34Z to 2026-11-20T21:00Z
keep inputs/logs/shop-prod-collector-gateway.json aws logs filter-log-events --log-group-name /shop/prod/collector/gateway --start-time 1795199640000 --end-time 1795208400000 --region eu-central-1 --output json

# /shop/prod/collector/sampler, from 2026-11-20T18:34Z to 2026-11-20T21:00Z
keep inputs/logs/shop-prod-collector-sampler.json aws logs filter-log-events --log-group-name /shop/prod/collector/sampler --start-time 1795199640000 --end-time 1795208400000 --region eu-central-1 --output json

# /app/prod/order-worker, from 2026-11-20T18:34Z to 2026-11-20T21:00Z
keep inputs/logs/app-prod-order-worker.json aws logs filter-log-events --log-group-name /app/prod/order-worker --start-time 1795199640000 --end-time 1795208400000 --region eu-central-1 --output json

# /app/prod/payments, from 2026-11-20T18:34Z to 2026-11-20T21:00Z
keep inputs/logs/app-prod-payments.json aws logs filter-log-events --log-group-name /app/prod/payments --start-time 1795199640000 --end-time 1795208400000 --region eu-central-1 --output json

# /app/prod/storefront, from 2026-11-20T18:34Z to 2026-11-20T21:00Z
keep inputs/logs/app-prod-storefront.json aws logs filter-log-events --log-group-name /app/prod/storefront --start-time 1795199640000 --end-time 1795208400000 --region eu-central-1 --output json

# 55 metrics, from 2026-11-20T18:00Z to 2026-11-20T21:00Z
cat > inputs/metrics-1.query.json <<'END'
{
  "MetricDataQueries": [
    {"Id":"m1","Label":"AWS/Bedrock InvocationThrottles {\"ModelId\":\"anthropic.claude-sonnet\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/Bedrock","MetricName":"InvocationThrottles","Dimensions":[{"Name":"ModelId","Value":"anthropic.claude-sonnet"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m2","Label":"AWS/RDS CPUUtilization {\"DBInstanceIdentifier\":\"shop-prod-orders\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/RDS","MetricName":"CPUUtilization","Dimensions":[{"Name":"DBInstanceIdentifier","Value":"shop-prod-orders"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m3","Label":"AWS/RDS CPUUtilization {\"DBInstanceIdentifier\":\"shop-prod-orders\"} SampleCount 60","MetricStat":{"Metric":{"Namespace":"AWS/RDS","MetricName":"CPUUtilization","Dimensions":[{"Name":"DBInstanceIdentifier","Value":"shop-prod-orders"}]},"Period":60,"Stat":"SampleCount"}},
    {"Id":"m4","Label":"shop/prod/collector otelcol_exporter_send_failed_spans {\"Tier\":\"gateway\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_send_failed_spans","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m5","Label":"shop/prod/collector otelcol_exporter_send_failed_metric_points {\"Tier\":\"gateway\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_send_failed_metric_points","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m6","Label":"shop/prod/collector otelcol_exporter_send_failed_log_records {\"Tier\":\"gateway\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_send_failed_log_records","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m7","Label":"shop/prod/collector otelcol_exporter_sent_spans {\"Tier\":\"gateway\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_sent_spans","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m8","Label":"shop/prod/collector otelcol_exporter_sent_metric_points {\"Tier\":\"gateway\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_sent_metric_points","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m9","Label":"shop/prod/collector otelcol_exporter_sent_log_records {\"Tier\":\"gateway\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_sent_log_records","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m10","Label":"shop/prod/collector otelcol_process_memory_rss {\"Tier\":\"gateway\"} SampleCount 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_process_memory_rss","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"SampleCount"}},
    {"Id":"m11","Label":"shop/prod/collector otelcol_processor_memory_limiter_refused_spans {\"Tier\":\"gateway\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_processor_memory_limiter_refused_spans","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m12","Label":"shop/prod/collector otelcol_processor_memory_limiter_refused_metric_points {\"Tier\":\"gateway\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_processor_memory_limiter_refused_metric_points","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m13","Label":"shop/prod/collector otelcol_processor_memory_limiter_refused_log_records {\"Tier\":\"gateway\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_processor_memory_limiter_refused_log_records","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m14","Label":"shop/prod/collector otelcol_process_memory_rss {\"Tier\":\"gateway\"} Maximum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_process_memory_rss","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Maximum"}},
    {"Id":"m15","Label":"shop/prod/collector otelcol_exporter_queue_size {\"Tier\":\"gateway\"} Maximum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_queue_size","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Maximum"}},
    {"Id":"m16","Label":"shop/prod/collector otelcol_exporter_queue_capacity {\"Tier\":\"gateway\"} Minimum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_queue_capacity","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Minimum"}},
    {"Id":"m17","Label":"shop/prod/collector otelcol_exporter_enqueue_failed_spans {\"Tier\":\"gateway\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_enqueue_failed_spans","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m18","Label":"shop/prod/collector otelcol_exporter_enqueue_failed_metric_points {\"Tier\":\"gateway\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_enqueue_failed_metric_points","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m19","Label":"shop/prod/collector otelcol_exporter_enqueue_failed_log_records {\"Tier\":\"gateway\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_enqueue_failed_log_records","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m20","Label":"shop/prod/collector otelcol_receiver_refused_spans {\"Tier\":\"gateway\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_receiver_refused_spans","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m21","Label":"shop/prod/collector otelcol_receiver_refused_metric_points {\"Tier\":\"gateway\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_receiver_refused_metric_points","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m22","Label":"shop/prod/collector otelcol_receiver_refused_log_records {\"Tier\":\"gateway\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_receiver_refused_log_records","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m23","Label":"shop/prod/collector otelcol_loadbalancer_num_backends {\"Tier\":\"gateway\"} Minimum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_loadbalancer_num_backends","Dimensions":[{"Name":"Tier","Value":"gateway"}]},"Period":60,"Stat":"Minimum"}},
    {"Id":"m24","Label":"shop/prod/collector otelcol_exporter_send_failed_spans {\"Tier\":\"sampler\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_send_failed_spans","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m25","Label":"shop/prod/collector otelcol_exporter_send_failed_metric_points {\"Tier\":\"sampler\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_send_failed_metric_points","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m26","Label":"shop/prod/collector otelcol_exporter_send_failed_log_records {\"Tier\":\"sampler\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_send_failed_log_records","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m27","Label":"shop/prod/collector otelcol_exporter_sent_spans {\"Tier\":\"sampler\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_sent_spans","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m28","Label":"shop/prod/collector otelcol_exporter_sent_metric_points {\"Tier\":\"sampler\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_sent_metric_points","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m29","Label":"shop/prod/collector otelcol_exporter_sent_log_records {\"Tier\":\"sampler\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_sent_log_records","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m30","Label":"shop/prod/collector otelcol_process_memory_rss {\"Tier\":\"sampler\"} SampleCount 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_process_memory_rss","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"SampleCount"}},
    {"Id":"m31","Label":"shop/prod/collector otelcol_processor_memory_limiter_refused_spans {\"Tier\":\"sampler\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_processor_memory_limiter_refused_spans","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m32","Label":"shop/prod/collector otelcol_processor_memory_limiter_refused_metric_points {\"Tier\":\"sampler\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_processor_memory_limiter_refused_metric_points","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m33","Label":"shop/prod/collector otelcol_processor_memory_limiter_refused_log_records {\"Tier\":\"sampler\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_processor_memory_limiter_refused_log_records","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m34","Label":"shop/prod/collector otelcol_process_memory_rss {\"Tier\":\"sampler\"} Maximum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_process_memory_rss","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Maximum"}},
    {"Id":"m35","Label":"shop/prod/collector otelcol_exporter_queue_size {\"Tier\":\"sampler\"} Maximum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_queue_size","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Maximum"}},
    {"Id":"m36","Label":"shop/prod/collector otelcol_exporter_queue_capacity {\"Tier\":\"sampler\"} Minimum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_queue_capacity","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Minimum"}},
    {"Id":"m37","Label":"shop/prod/collector otelcol_exporter_enqueue_failed_spans {\"Tier\":\"sampler\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_enqueue_failed_spans","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m38","Label":"shop/prod/collector otelcol_exporter_enqueue_failed_metric_points {\"Tier\":\"sampler\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_enqueue_failed_metric_points","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m39","Label":"shop/prod/collector otelcol_exporter_enqueue_failed_log_records {\"Tier\":\"sampler\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_exporter_enqueue_failed_log_records","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m40","Label":"shop/prod/collector otelcol_receiver_refused_spans {\"Tier\":\"sampler\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_receiver_refused_spans","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m41","Label":"shop/prod/collector otelcol_receiver_refused_metric_points {\"Tier\":\"sampler\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_receiver_refused_metric_points","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m42","Label":"shop/prod/collector otelcol_receiver_refused_log_records {\"Tier\":\"sampler\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_receiver_refused_log_records","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m43","Label":"shop/prod/collector otelcol_processor_tail_sampling_sampling_trace_dropped_too_early {\"Tier\":\"sampler\"} Sum 60","MetricStat":{"Metric":{"Namespace":"shop/prod/collector","MetricName":"otelcol_processor_tail_sampling_sampling_trace_dropped_too_early","Dimensions":[{"Name":"Tier","Value":"sampler"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m44","Label":"AWS/SQS ApproximateNumberOfMessagesVisible {\"QueueName\":\"shop-prod-alarms-dead-letters\"} Maximum 60","MetricStat":{"Metric":{"Namespace":"AWS/SQS","MetricName":"ApproximateNumberOfMessagesVisible","Dimensions":[{"Name":"QueueName","Value":"shop-prod-alarms-dead-letters"}]},"Period":60,"Stat":"Maximum"}},
    {"Id":"m45","Label":"AWS/SQS ApproximateNumberOfMessagesVisible {\"QueueName\":\"shop-prod-orders\"} Maximum 60","MetricStat":{"Metric":{"Namespace":"AWS/SQS","MetricName":"ApproximateNumberOfMessagesVisible","Dimensions":[{"Name":"QueueName","Value":"shop-prod-orders"}]},"Period":60,"Stat":"Maximum"}},
    {"Id":"m46","Label":"AWS/ECS CPUUtilization {\"ClusterName\":\"shop-prod\",\"ServiceName\":\"order-worker\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/ECS","MetricName":"CPUUtilization","Dimensions":[{"Name":"ClusterName","Value":"shop-prod"},{"Name":"ServiceName","Value":"order-worker"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m47","Label":"AWS/ECS CPUUtilization {\"ClusterName\":\"shop-prod\",\"ServiceName\":\"order-worker\"} SampleCount 60","MetricStat":{"Metric":{"Namespace":"AWS/ECS","MetricName":"CPUUtilization","Dimensions":[{"Name":"ClusterName","Value":"shop-prod"},{"Name":"ServiceName","Value":"order-worker"}]},"Period":60,"Stat":"SampleCount"}},
    {"Id":"m48","Label":"AWS/SQS ApproximateNumberOfMessagesVisible {\"QueueName\":\"shop-prod-orders-dead-letters\"} Maximum 60","MetricStat":{"Metric":{"Namespace":"AWS/SQS","MetricName":"ApproximateNumberOfMessagesVisible","Dimensions":[{"Name":"QueueName","Value":"shop-prod-orders-dead-letters"}]},"Period":60,"Stat":"Maximum"}},
    {"Id":"m49","Label":"AWS/ECS MemoryUtilization {\"ClusterName\":\"shop-prod\",\"ServiceName\":\"order-worker\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/ECS","MetricName":"MemoryUtilization","Dimensions":[{"Name":"ClusterName","Value":"shop-prod"},{"Name":"ServiceName","Value":"order-worker"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m50","Label":"AWS/ECS MemoryUtilization {\"ClusterName\":\"shop-prod\",\"ServiceName\":\"order-worker\"} SampleCount 60","MetricStat":{"Metric":{"Namespace":"AWS/ECS","MetricName":"MemoryUtilization","Dimensions":[{"Name":"ClusterName","Value":"shop-prod"},{"Name":"ServiceName","Value":"order-worker"}]},"Period":60,"Stat":"SampleCount"}},
    {"Id":"m51","Label":"AWS/Logs IncomingLogEvents {\"LogGroupName\":\"/app/prod/order-worker\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/Logs","MetricName":"IncomingLogEvents","Dimensions":[{"Name":"LogGroupName","Value":"/app/prod/order-worker"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m52","Label":"AWS/SQS ApproximateAgeOfOldestMessage {\"QueueName\":\"shop-prod-orders\"} Maximum 60","MetricStat":{"Metric":{"Namespace":"AWS/SQS","MetricName":"ApproximateAgeOfOldestMessage","Dimensions":[{"Name":"QueueName","Value":"shop-prod-orders"}]},"Period":60,"Stat":"Maximum"}},
    {"Id":"m53","Label":"AWS/Logs IncomingLogEvents {\"LogGroupName\":\"/app/prod/payments\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/Logs","MetricName":"IncomingLogEvents","Dimensions":[{"Name":"LogGroupName","Value":"/app/prod/payments"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m54","Label":"AWS/ApplicationELB HTTPCode_ELB_5XX_Count {\"LoadBalancer\":\"app/shop-prod/50dc6c495c0c9188\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/ApplicationELB","MetricName":"HTTPCode_ELB_5XX_Count","Dimensions":[{"Name":"LoadBalancer","Value":"app/shop-prod/50dc6c495c0c9188"}]},"Period":60,"Stat":"Sum"}},
    {"Id":"m55","Label":"AWS/Logs IncomingLogEvents {\"LogGroupName\":\"/app/prod/storefront\"} Sum 60","MetricStat":{"Metric":{"Namespace":"AWS/Logs","MetricName":"IncomingLogEvents","Dimensions":[{"Name":"LogGroupName","Value":"/app/prod/storefront"}]},"Period":60,"Stat":"Sum"}}
  ],
  "StartTime": "2026-11-20T18:00:00Z",
  "EndTime": "2026-11-20T21:00:00Z",
  "ScanBy": "TimestampAscending"
}
END
keep inputs/metrics-1.json aws cloudwatch get-metric-data --cli-input-json file://inputs/metrics-1.query.json --region eu-central-1 --output json

printf '%s\n' 'sightline replay --template test/golden/shop-prod/stack.tf.json --from 2026-11-20T19:00Z --to 2026-11-20T21:00Z --log-group /app/prod/assistant=app-prod-assistant.json --log-group /app/prod/auth=app-prod-auth.json --log-group /app/prod/checkout=app-prod-checkout.json --log-group /shop/prod/collector/gateway=shop-prod-collector-gateway.json --log-group /shop/prod/collector/sampler=shop-prod-collector-sampler.json --log-group /app/prod/order-worker=app-prod-order-worker.json --log-group /app/prod/payments=app-prod-payments.json --log-group /app/prod/storefront=app-prod-storefront.json --metrics inputs/metrics-1.json inputs/logs'
