/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "event/transfer.h"

static const uint8_t secret[16] = "a key for tests!", other_secret[16] = "a key for tests?";

static bool equal(fr__hash128 a, fr__hash128 b) { return a.low == b.low && a.high == b.high; }

Test(key, an_account_a_customer_and_a_list_of_one_name_have_nothing_in_common) {
  const fr_text name = fr_text_of("6222021234567890");
  const fr__hash128 account = fr__party_key_of(secret, FR__ACCOUNT, name);
  const fr__hash128 customer = fr__party_key_of(secret, FR__CUSTOMER, name);
  const fr__hash128 list = fr__list_name(name);
  cr_expect_not(equal(account, customer));
  cr_expect_not(equal(account, list));
  cr_expect_not(equal(customer, list));
  cr_expect_not(equal(fr__trust_name(account), account));
  cr_expect(equal(account, fr__party_key_of(secret, FR__ACCOUNT, name)));
  cr_expect_not(equal(account, fr__party_key_of(other_secret, FR__ACCOUNT, name)));
  cr_expect_not(equal(account, fr__party_key_of(secret, FR__ACCOUNT, fr_text_of("6222021234567891"))));
}

Test(key, the_letter_before_the_name_is_what_is_hashed) {
  const fr__hash128 expected = fr__siphash(secret, "aalice", 6);
  cr_expect(equal(fr__party_key_of(secret, FR__ACCOUNT, fr_text_of("alice")), expected));
  const fr__hash128 customer = fr__siphash(secret, "calice", 6);
  cr_expect(equal(fr__party_key_of(secret, FR__CUSTOMER, fr_text_of("alice")), customer));
}

Test(key, the_longest_identifiers) {
  char a[64], b[64];
  memset(a, 'x', 64);
  memset(b, 'x', 64);
  b[63] = 'y';
  const fr_text longest = {a, 64, 0}, other = {b, 64, 0}, shorter = {a, 63, 0};
  cr_expect_not(equal(fr__party_key_of(secret, FR__ACCOUNT, longest), fr__party_key_of(secret, FR__ACCOUNT, other)));
  cr_expect_not(equal(fr__party_key_of(secret, FR__ACCOUNT, longest), fr__party_key_of(secret, FR__ACCOUNT, shorter)));
  cr_expect_neq(fr__transfer_id_of(secret, longest, longest), fr__transfer_id_of(secret, longest, other));
}

Test(key, ids_are_48_bits_and_belong_to_their_payer) {
  const uint64_t id = fr__transfer_id_of(secret, fr_text_of("12"), fr_text_of("3"));
  cr_expect_eq(id >> 48, 0);
  cr_expect_eq(id, fr__transfer_id_of(secret, fr_text_of("12"), fr_text_of("3")));
  cr_expect_neq(id, fr__transfer_id_of(secret, fr_text_of("1"), fr_text_of("23")), "payer and id do not run together");
  cr_expect_neq(id, fr__transfer_id_of(secret, fr_text_of("13"), fr_text_of("3")));
  cr_expect_neq(id, fr__transfer_id_of(other_secret, fr_text_of("12"), fr_text_of("3")));
}
