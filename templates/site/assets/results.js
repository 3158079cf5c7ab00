/*
 * Which services the search and the filters leave, in which order.
 */
import { narrowed } from "./facets.js";
import { searched } from "./search.js";
import { termsOf } from "./text.js";

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/* How grave the gravest state is: the order tells them so, but for registered ones, which come last. */
function severity(service, statusOrder) {
  return Math.max(...service.statuses.map(({ code }) => (code === "registered" ? 0 : statusOrder.length - statusOrder.indexOf(code))));
}

const ORDERS = {
  number: (a, b) => compare(a.number, b.number),
  name: (a, b) => a.name_rank - b.name_rank,
  provider: (a, b) => a.provider_rank - b.provider_rank,
  registered: (a, b) => compare(a.registered_on, b.registered_on),
  expires: (a, b) => compare(a.expires_on, b.expires_on),
  status: (a, b, statusOrder) => severity(b, statusOrder) - severity(a, statusOrder),
};

/*
 * What a state of the search asks for, of the data of the search with the order of states:
 *
 *	found   the services as searched() tells them, those last that name it out of scope alone
 *	inside  how many of them come before these
 *	terms   what was searched for
 *	counts  for each filter how many each value would leave, counted when it is asked for
 */
export function resultsOf(data, of) {
  const terms = termsOf(of.q);
  const narrow = narrowed(terms === null ? [] : searched(data, terms), of);
  const { left } = narrow;
  const key = of.sort || (of.q === "" ? "number" : "");
  const order = ORDERS[key.replace("-", "")];
  const direction = key.startsWith("-") ? -1 : 1;
  left.sort((a, b) => (a.side === b.side ? 0 : a.side === "outside" ? 1 : -1) ||
    (order ? direction * order(a.service, b.service, data.statusOrder) : a.rank - b.rank) ||
    ORDERS.number(a.service, b.service));
  return {
    found: left,
    inside: left.filter((entry) => entry.side === "inside").length,
    terms,
    get counts() { return narrow.counts; },
  };
}
