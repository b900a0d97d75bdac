// SPDX-License-Identifier: Apache-2.0
// polars copies the input columns to one zstd file, in their order: no book, no checkpoints.
// Arguments: input, output file, file for the figures. POLARS_MAX_THREADS bounds its threads.
const fs = require("node:fs");
const pl = require("nodejs-polars");

async function main(input, output, figures) {
  const start = process.hrtime.bigint();
  await pl
    .scanParquet(`${input}/deltas/**/*.parquet`, { hivePartitioning: false })
    .sinkParquet(output, {
      compression: "zstd",
      statistics: true,
      sinkOptions: { syncOnClose: "none", maintainOrder: true, mkdir: true },
    })
    .collect();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const rows = pl.scanParquet(output).select(pl.len()).collectSync().row(0)[0];
  fs.writeFileSync(figures, `job_seconds=${seconds}\nrows=${rows}\n`);
}

main(...process.argv.slice(2));
