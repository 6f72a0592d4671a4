/* SPDX-License-Identifier: Apache-2.0
 *
 * Keys of the three kinds: what they sign they verify and nothing else does; and bytes that are no such key. The
 * vectors are RFC 8032, 7.1 (test 3), RFC 6979, A.2.5, and the example of GM/T 0003.5. */
#include "crypto/sign.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

/* Made once for these tests; they guard nothing. */
static const char ed25519_private[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIDROxHUp/YePQeJ3Yirr4axQ2mmdddkMhgVu9go5+VGj\n"
    "-----END PRIVATE KEY-----\n";
static const char ed25519_public[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MCowBQYDK2VwAyEAQjL9Fuq/wRA2B6lZ9SayR1gmHM2FEpPKp2uiQN14tsM=\n"
    "-----END PUBLIC KEY-----\n";
static const char p256_private[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgoztM+DqmjysEHdNG\n"
    "ymEJMgZj+ZPishQ+4Rwa7NM0zp+hRANCAASlGcbwmphHE+CtPRdmOPd5TZJY6tnf\n"
    "o7Kc73TSUyBTA/C/gZ//9JBqpfLuI9eOKJtI6OYXY+15rtsfB8s+ZReh\n"
    "-----END PRIVATE KEY-----\n";
static const char p256_public[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEpRnG8JqYRxPgrT0XZjj3eU2SWOrZ\n"
    "36OynO900lMgUwPwv4Gf//SQaqXy7iPXjiibSOjmF2Ptea7bHwfLPmUXoQ==\n"
    "-----END PUBLIC KEY-----\n";
static const char sm2_private[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBG0wawIBAQQg0/2eb4lmJ1EG7BJ5\n"
    "p29MltE8dqdP5iCS4CrMOUKK3HChRANCAATjRiDPj2cFCBJ9ikk8NFdLXlPKjop0\n"
    "bdBH2zkKm2SNAly3F5G/BjSQ/A09XaPN6Lv0XqNs99IGjt5ALaFkNEEM\n"
    "-----END PRIVATE KEY-----\n";
static const char sm2_public[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAE40Ygz49nBQgSfYpJPDRXS15Tyo6K\n"
    "dG3QR9s5CptkjQJctxeRvwY0kPwNPV2jzei79F6jbPfSBo7eQC2hZDRBDA==\n"
    "-----END PUBLIC KEY-----\n";
static const char p384_public[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEAUUIVhloNNntrHf5wCBLXQyFMTLBT5ns\n"
    "H3106mdKn8e7vLALTo03p+37gd7un2ZaRxAdEdGXT0cd9MjWoguUbdOauM72IVjx\n"
    "VgVw2ZLpcKW+6B3euuEV9g70FFnrMDVq\n"
    "-----END PUBLIC KEY-----\n";
static const char compressed_public[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgADpRnG8JqYRxPgrT0XZjj3eU2SWOrZ\n"
    "36OynO900lMgUwM=\n"
    "-----END PUBLIC KEY-----\n";
static const char explicit_public[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAA\n"
    "AAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA////\n"
    "///////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSd\n"
    "NgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5\n"
    "RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA\n"
    "//////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABKUZxvCamEcT4K09F2Y493lN\n"
    "kljq2d+jspzvdNJTIFMD8L+Bn//0kGql8u4j144om0jo5hdj7Xmu2x8Hyz5lF6E=\n"
    "-----END PUBLIC KEY-----\n";
static const char encrypted_private[] =
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
    "MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiXXk0M2CnbJwICCAAw\n"
    "DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEAaFYVgpBquj63olY7/PRicEQPOo\n"
    "NTa+evtJurOh62c0qhIuvSQ50GYtigwuTI2mtP50RAzoMLx4rMsML6v8FLkGZlg7\n"
    "R1vCMHZwk49uvazUWXc=\n"
    "-----END ENCRYPTED PRIVATE KEY-----\n";

static fr__key *open_public(const char *pem) {
  fr__key *key = NULL;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr__key_public_from_pem(pem, strlen(pem), &key, &error), FR_OK, "%s", error.message);
  return key;
}

static fr__key *open_private(const char *pem) {
  fr__key *key = NULL;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr__key_private_from_pem(pem, strlen(pem), &key, &error), FR_OK, "%s", error.message);
  return key;
}

static const struct {
  const char *private_pem, *public_pem;
  int64_t algorithm;
} pairs[] = {{ed25519_private, ed25519_public, FR__SIGN_EDDSA},
             {p256_private, p256_public, FR__SIGN_ES256},
             {sm2_private, sm2_public, FR__SIGN_SM2}};

Test(sign, what_a_key_signs_its_public_part_verifies_and_nothing_else_does) {
  for (size_t i = 0; i < FR_COUNT(pairs); i++) {
    fr__key *own = open_private(pairs[i].private_pem), *other = open_public(pairs[i].public_pem);
    uint32_t own_size, other_size;
    const uint8_t *own_spki = fr__key_spki(own, &own_size), *other_spki = fr__key_spki(other, &other_size);
    cr_expect_arr_eq(own_spki, other_spki, own_size);
    cr_expect_eq(own_size, other_size);
    cr_expect_eq(fr__key_algorithm(own), pairs[i].algorithm);
    cr_expect(fr__key_is_private(own) && !fr__key_is_private(other));
    uint8_t signature[FR__SIGNATURE_BYTES], unused[FR__SIGNATURE_BYTES];
    cr_assert_eq(fr__key_sign(own, "seven b", 7, signature), FR_OK);
    cr_expect_eq(fr__key_sign(other, "seven b", 7, unused), FR_BAD_ARGUMENT);
    cr_expect_eq(fr__key_verify(other, pairs[i].algorithm, "seven b", 7, signature, sizeof signature), FR_OK);
    cr_expect_eq(fr__key_verify(own, pairs[i].algorithm, "seven b", 7, signature, sizeof signature), FR_OK);
    cr_expect_eq(fr__key_verify(other, pairs[i].algorithm, "seven c", 7, signature, 64), FR_BAD_SIGNATURE);
    cr_expect_eq(fr__key_verify(other, pairs[i].algorithm, "seven b", 6, signature, 64), FR_BAD_SIGNATURE);
    cr_expect_eq(fr__key_verify(other, pairs[i].algorithm, "seven b", 7, signature, 63), FR_BAD_SIGNATURE);
    cr_expect_eq(fr__key_verify(other, pairs[i].algorithm, "seven b", 7, signature, 0), FR_BAD_SIGNATURE);
    for (uint32_t bit = 0; bit < 8 * sizeof signature; bit += 37) {
      signature[bit / 8] ^= (uint8_t)(1u << (bit % 8));
      cr_expect_eq(fr__key_verify(other, pairs[i].algorithm, "seven b", 7, signature, 64), FR_BAD_SIGNATURE);
      signature[bit / 8] ^= (uint8_t)(1u << (bit % 8));
    }
    cr_assert_eq(fr__key_sign(own, NULL, 0, signature), FR_OK);
    cr_expect_eq(fr__key_verify(other, pairs[i].algorithm, NULL, 0, signature, sizeof signature), FR_OK);
    fr__key_free(own);
    fr__key_free(other);
  }
}

/* The algorithm is the key's: a message that names another is refused before anything is computed. */
Test(sign, another_algorithm_is_refused) {
  for (size_t i = 0; i < FR_COUNT(pairs); i++) {
    fr__key *key = open_private(pairs[i].private_pem);
    uint8_t signature[FR__SIGNATURE_BYTES];
    cr_assert_eq(fr__key_sign(key, "x", 1, signature), FR_OK);
    static const int64_t others[] = {FR__SIGN_EDDSA, FR__SIGN_ES256, FR__SIGN_SM2, 0, 5, -35, -257, INT64_MIN};
    for (size_t k = 0; k < FR_COUNT(others); k++) {
      const fr_status expected = others[k] == pairs[i].algorithm ? FR_OK : FR_BAD_ALGORITHM;
      cr_expect_eq(fr__key_verify(key, others[k], "x", 1, signature, sizeof signature), expected);
    }
    fr__key_free(key);
  }
  cr_expect_str_eq(fr__sign_algorithm_name(FR__SIGN_SM2), "SM2 with SM3");
  cr_expect_null(fr__sign_algorithm_name(-35));
}

static uint32_t from_hex(const char *hex, uint8_t *bytes) {
  uint32_t size = 0;
  unsigned one;
  for (; sscanf(hex, "%2x", &one) == 1; hex += 2) bytes[size++] = (uint8_t)one;
  return size;
}

static void expect_vector(const char *spki_hex, int64_t algorithm, const char *message, const char *signature_hex) {
  uint8_t spki[128], signature[FR__SIGNATURE_BYTES];
  fr__key *key = NULL;
  cr_assert_eq(fr__key_public_from_der(spki, from_hex(spki_hex, spki), &key, NULL), FR_OK);
  cr_assert_eq(from_hex(signature_hex, signature), FR__SIGNATURE_BYTES);
  cr_expect_eq(fr__key_verify(key, algorithm, message, strlen(message), signature, sizeof signature), FR_OK);
  signature[40] ^= 1;
  cr_expect_eq(fr__key_verify(key, algorithm, message, strlen(message), signature, sizeof signature), FR_BAD_SIGNATURE);
  fr__key_free(key);
}

Test(sign, vectors) {
  expect_vector(
      "302a300506032b6570032100"
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      FR__SIGN_EDDSA, "r",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  expect_vector(
      "3059301306072a8648ce3d020106082a8648ce3d03010703420004"
      "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
      "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
      FR__SIGN_ES256, "sample",
      "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
      "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
  expect_vector(
      "3059301306072a8648ce3d020106082a811ccf5501822d03420004"
      "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
      "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
      FR__SIGN_SM2, "message digest",
      "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
      "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");
}

static void refuse_key(bool is_private, const void *text, size_t size, fr_status expected, const char *sentence) {
  fr_error error = FR_ERROR_INIT;
  fr__key *key = NULL;
  const fr_status status = is_private ? fr__key_private_from_pem(text, size, &key, &error)
                                      : fr__key_public_from_pem(text, size, &key, &error);
  cr_expect_eq(status, expected, "%s", fr_status_name(status));
  cr_expect_not_null(strstr(error.message, sentence), "%s", error.message);
  cr_expect_null(key);
}

Test(sign, what_is_no_key_of_ours) {
  static char two[sizeof ed25519_public + sizeof p256_public], large[FR__KEY_PEM_MAX_BYTES + 1];
  snprintf(two, sizeof two, "%s%s", ed25519_public, p256_public);
  refuse_key(false, NULL, 4, FR_NULL_POINTER, "null pointer");
  refuse_key(false, "", 0, FR_BAD_KEY, "no line says BEGIN PUBLIC KEY");
  refuse_key(false, "nonsense", 8, FR_BAD_KEY, "no line says BEGIN PUBLIC KEY");
  refuse_key(false, large, sizeof large, FR_TOO_LONG, "at most 16384 bytes");
  refuse_key(false, two, strlen(two), FR_BAD_KEY, "more than one key");
  refuse_key(false, ed25519_private, strlen(ed25519_private), FR_BAD_KEY, "holds PRIVATE KEY; BEGIN PUBLIC KEY");
  refuse_key(true, ed25519_public, strlen(ed25519_public), FR_BAD_KEY, "holds PUBLIC KEY; BEGIN PRIVATE KEY");
  refuse_key(true, encrypted_private, strlen(encrypted_private), FR_BAD_KEY, "holds ENCRYPTED PRIVATE KEY");
  refuse_key(false, p384_public, strlen(p384_public), FR_BAD_KEY, "none of Ed25519, ECDSA P-256 and SM2");
  refuse_key(false, compressed_public, strlen(compressed_public), FR_BAD_KEY, "an uncompressed point");
  refuse_key(false, explicit_public, strlen(explicit_public), FR_BAD_KEY, "a named curve");
}

Test(sign, a_point_beside_the_curve_and_bytes_too_many) {
  uint8_t spki[128];
  fr__key *key = open_public(p256_public);
  uint32_t size;
  memcpy(spki, fr__key_spki(key, &size), FR__SPKI_MAX_BYTES);
  fr__key_free(key);
  cr_expect_eq(fr__key_public_from_der(spki, size + 1, &key, NULL), FR_BAD_KEY);
  cr_expect_eq(fr__key_public_from_der(spki, size - 1, &key, NULL), FR_BAD_KEY);
  cr_expect_eq(fr__key_public_from_der(spki, 0, &key, NULL), FR_BAD_KEY);
  spki[size - 1] ^= 1;
  cr_expect_eq(fr__key_public_from_der(spki, size, &key, NULL), FR_BAD_KEY);
  cr_expect_null(key);
  fr__key_free(NULL);
}

Test(sign, der_signatures_have_one_reading) {
  uint8_t signature[FR__SIGNATURE_BYTES];
  static const uint8_t der[] = {0x30, 0x06, 0x02, 0x01, 0x07, 0x02, 0x01, 0x09, 0x00};
  cr_expect(fr__signature_from_der(der, 8, signature));
  cr_expect(signature[31] == 7 && signature[63] == 9 && signature[0] == 0);
  cr_expect_not(fr__signature_from_der(der, 9, signature));
  cr_expect_not(fr__signature_from_der(der, 7, signature));
  cr_expect_not(fr__signature_from_der(der, 0, signature));
}
