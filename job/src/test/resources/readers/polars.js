// SPDX-License-Identifier: Apache-2.0
// Reads an output with polars and prints the types and facts of its datasets: node polars.js OUTPUT

const pl = require("nodejs-polars");
const output = process.argv[2];

const scan = (dataset) => pl.scanParquet(`${output}/${dataset}/**/*.parquet`, { hivePartitioning: true });
const decimal = (column) => column.cast(pl.Utf8);
const nanos = (column) => column.cast(pl.Int64).cast(pl.Utf8);
const number = (column) => column.cast(pl.Utf8);

function facts(dataset, columns) {
  const lazy = scan(dataset);
  const row = lazy.select(...columns.map((column, i) => column.alias(`c${i}`))).collectSync();
  console.log(dataset, row.row(0).join("|"));
}

function types(dataset) {
  const schema = scan(dataset).fetchSync(1).schema;
  for (const [name, type] of Object.entries(schema)) {
    console.log("type", dataset, name, type.toString().replace(/DataType\(([A-Za-z0-9]+)\)/g, "$1"));
  }
}

["events", "quotes", "periods"].forEach(types);
facts("events", [
  number(pl.col("event_seq").count()), number(pl.col("event_seq").sum()), number(pl.col("trade_price").isNotNull().sum()),
  decimal(pl.col("trade_price").sum()), decimal(pl.col("delta_quantity").sum()),
  number(pl.col("last_in_message").sum()), number(pl.col("is_snapshot").sum()), number(pl.col("bids").isNotNull().sum()),
  number(pl.col("bids").lst.lengths().sum()),
  decimal(pl.col("bids").lst.first().struct.field("price").sum()),
  nanos(pl.col("event_timestamp").min()), nanos(pl.col("arrival_timestamp").max()),
]);
facts("quotes", [
  number(pl.col("event_seq").count()), number(pl.col("event_seq").sum()), decimal(pl.col("bid_price").sum()),
  decimal(pl.col("ask_quantity").sum()), number(pl.col("certified").sum()), nanos(pl.col("event_timestamp").max()),
]);
facts("periods", [
  number(pl.col("from_seq").count()), number(pl.col("events").sum()),
  number(pl.col("book_state").neq(pl.lit("LIVE")).sum()), nanos(pl.col("to_time").max()),
]);
