// SPDX-License-Identifier: Apache-2.0
// Reads a grid as Arrow and as Parquet with polars, and says whether they are the same: node grid.js ARROW PARQUET

const fs = require("fs");
const pl = require("nodejs-polars");

const arrow = pl.readIPC(fs.readFileSync(process.argv[2]));
const parquet = pl.readParquet(process.argv[3]);
const type = (name) => arrow.schema[name].toString();
console.log(arrow.height, arrow.width, arrow.frameEqual(parquet, true));
console.log(["bucket_start", "event_seq", "book_state", "certified_bids", "imbalance", "mid"].map(type).join(" "));
