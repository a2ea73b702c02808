#!/bin/sh
# Who is asked about, when, and whether they bought: the spine of "buys in this category within 7 days", as CSV.
#
#   FRESHET_DATA=/data sh spine.sh > spine.csv
#
# The weeks of 2017 begin on Mondays at 00:00 UTC, number 0 on January 2. From week 13 on, when there is a quarter of
# a year to look back on, each household is asked about every eighth week, and then about each of the 20 categories that
# sold most before. The label is 1 where it buys in the category in the 7 days from there on, the instant itself included.
set -eu

# month,day,household,category of each line
gzip -dc "$FRESHET_DATA/completejourney/transactions.jsonl.gz" |
  sed -nE 's/.*"ts":"2017-([0-9]+)-([0-9]+)T[^"]*","household_id":"h([0-9]+)".*"category":"([^"]+)".*/\1,\2,\3,\4/p' |
  LC_ALL=C awk -F, '
    BEGIN {
      split("0 31 59 90 120 151 181 212 243 273 304 334", before, " ")
      from = 13; until = 51                                  # week 51 is the last that is whole
      monday = 1483315200000                                 # 2017-01-02T00:00:00Z
    }
    {
      week = int((before[$1 + 0] + $2 + 5) / 7) - 1          # January 1 is in week -1
      if (!($3 in known)) { known[$3] = 1; households[++count] = $3 }
      bought[week, $3, $4] = 1
      if (week < from) sold[$4]++
    }
    END {
      for (n = 0; n < 20; n++) {
        best = ""
        for (category in sold)
          if (best == "" || sold[category] > sold[best] || (sold[category] == sold[best] && category < best)) best = category
        top[n] = best
        delete sold[best]
      }
      print "household_id,category,event_timestamp,buys"
      for (week = from; week < until; week++)
        for (i = 1; i <= count; i++)
          if ((households[i] + week) % 8 == 0)
            for (n = 0; n < 20; n++)
              printf "h%s,%s,%.0f,%d\n", households[i], top[n], monday + week * 604800000, ((week, households[i], top[n]) in bought)
    }'
