// SPDX-License-Identifier: Apache-2.0
/** Flink's type information and serializers, shells of the core's versioned codecs. */
package io.deltabook.job.serialization;
