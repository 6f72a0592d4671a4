/* SPDX-License-Identifier: Apache-2.0
 *
 * What stands beside the files: what was made, from what, and what it cannot show. */
#include <inttypes.h>
#include <stdio.h>

#include "fraudrisk/version.h"
#include "simulate_world.h"
#include "words.h"

static void add_number(output *out, const char *before, uint64_t number, const char *after) {
  output_string(out, before);
  output_integer(out, (int64_t)number);
  output_string(out, after);
}

static void add_tally(output *out, const char *name, const tally *one, bool cases) {
  output_string(out, "| ");
  output_string(out, name);
  if (cases)
    add_number(out, " | ", one->cases, " | ");
  else
    output_string(out, " | | ");
  add_number(out, "", one->payments, " | ");
  output_integer(out, one->amount / 100);
  output_string(out, " |\n");
}

static void add_making(output *out, const simulation *in) {
  char digest[65];
  digest_text(in->set->digest, digest);
  const uint32_t version = fr_version();
  output_string(
      out, "# A simulated bank\n\nMade up by `fraudrisk simulate`: no customer, account or payment in it is real.\n\n");
  output_string(out, "| | |\n| --- | --- |\n| parameters | ");
  output_string(out, in->set->name);
  output_string(out, ", SHA-256 ");
  output_string(out, digest);
  add_number(out, " |\n| command | fraudrisk ", version / 1000000, ".");
  add_number(out, "", version / 1000 % 1000, ".");
  add_number(out, "", version % 1000, " |\n");
  add_number(out, "| `--seed` | ", in->seed, " |\n");
  add_number(out, "| `--customers` | ", in->customer_count, " |\n");
  add_number(out, "| `--days` | ", (uint64_t)in->days, " |\n");
  add_number(out, "| `--base-rate` | ", in->base_rate_ppm, " payments of victims in a million transfers |\n");
  add_number(out, "| `--session-known` | ", (uint64_t)in->set->known.session_percent, " % of customers |\n");
  output_string(out, in->writes_settled ? "| `settled` events | written |\n"
                                        : "| `settled` events | left out: read it with `--outcomes-reported no` |\n");
}

static void add_files(output *out) {
  output_string(out,
                "\n## Files\n\n"
                "- `transfers.csv`: what customers of the bank sent, in the order of time, times in UTC, with the "
                "labels `fraud` and `scam`.\n"
                "- `events.csv`: money that came in (`transferred`), what became of transfers, calls, changes of "
                "device, SIM, password and\n"
                "  limit, deposits broken, loans paid out, alerts, lists, and the reports, which arrive days later.\n"
                "- `truth.csv`: of every payment of a scam, of a mule, and of an honest story that looks odd: which, "
                "of which campaign and\n"
                "  case, whose, at which stage, who is at the keyboard, whether the victim is coached and will report. "
                "Not for a policy.\n\n"
                "The labels are the truth: they also mark what no victim ever reports. What the bank gets to know is "
                "in `events.csv`.\n"
                "A `mule` is a customer of this bank who passes on what a victim, here or elsewhere, has paid; his "
                "transfers are labelled\n"
                "too, and stand beside the base rate, which counts the payments of victims alone.\n");
}

static void add_counts(output *out, const simulation *in) {
  output_string(out, "\n## What is in it\n\n");
  add_number(out, "", in->transfer_count, " transfers and ");
  add_number(out, "", in->event_count, " events; ");
  add_number(out, "", in->skipped_count, " ordinary payments were not made, because the balance was too small.\n\n");
  output_string(out, "| | cases | payments | yuan |\n| --- | ---: | ---: | ---: |\n");
  add_tally(out, "ordinary life", &in->ordinary, false);
  for (uint32_t i = 0; i < in->set->story_count; i++) {
    if (i == in->set->first_scam) output_string(out, "| **scams** | | | |\n");
    if (i == 0) output_string(out, "| **honest stories** | | | |\n");
    add_tally(out, in->set->stories[i].name, &in->tallies[i], true);
  }
  add_tally(out, "**mules**", &in->mules, false);
}

static void add_assumptions(output *out) {
  output_string(
      out,
      "\n## What it assumes\n\n"
      "Every number is a parameter, with its source or the word \"assumption\" beside it in the file of parameters;\n"
      "`docs/simulation.md` of the source tree tells how they work together. In short:\n\n"
      "- Shares of scam types by cases: CCL2023-FCC, 102,762 police case texts (shares computed from its README).\n"
      "- Base rate: Pay.UK's evidence to Parliament FDF0014, 0.0066 % of Faster Payments by volume. It is British.\n"
      "- Ages of victims: police figures for 2023 (18 to 40: 62.1 %, 41 to 65: 33.1 %).\n"
      "- Sequences and amounts of scams: case reports and one public lecture of the police, collected in the project's "
      "notes.\n"
      "- Mules' accounts: a branch of the PBoC found 80 % of case accounts old (Jiayuguan, 2022).\n"
      "- Everything about ordinary life (incomes, rents, how often who pays what) is an assumption; so are chances of "
      "calls,\n"
      "  shared screens and observations at the counter, delays of reports, and how gangs reuse accounts.\n"
      "\n## What it cannot prove\n\n"
      "- That a policy finds a share of real scams. It finds a share of these, whose stories were written down by "
      "people who had\n"
      "  read the same cases as those who write policies.\n"
      "- That a rate of false alarms holds at a bank: honest people here do odd things only in the ways that were "
      "thought of.\n"
      "- Anything about criminals who react: nobody here learns from being held, and no warning changes what a victim "
      "does.\n"
      "- Anything about single persons, regions or groups. Sex, marital status, education and home province are not "
      "drawn.\n"
      "- Absolute figures of loss. Use it to compare two policies on the same files, to find rules that never or "
      "always fire, and\n"
      "  to see what is lost when a group of signals is missing.\n");
}

bool notes_write(const simulation *in, const char *folder) {
  char path[512];
  output out;
  snprintf(path, sizeof path, "%s/README.md", folder);
  if (!output_open(&out, path)) return false;
  add_making(&out, in);
  add_files(&out);
  add_counts(&out, in);
  add_assumptions(&out);
  return output_close(&out);
}

void notes_tell(const simulation *in) {
  uint64_t cases = 0;
  for (uint32_t i = in->set->first_scam; i < in->set->story_count; i++) cases += in->tallies[i].cases;
  printf("%" PRIu64 " transfers, %" PRIu64 " events\n", in->transfer_count, in->event_count);
  printf("%" PRIu64 " payments of victims in %" PRIu64 " cases, %" PRIu64 " of mules\n", in->label_counts[LABEL_SCAM],
         cases, in->label_counts[LABEL_MULE]);
}
