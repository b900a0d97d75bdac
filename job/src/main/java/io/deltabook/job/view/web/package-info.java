// SPDX-License-Identifier: Apache-2.0
/** The server of the viewer's page: loopback only, files from the jar and answers as JSON. */
package io.deltabook.job.view.web;
