/* SPDX-License-Identifier: Apache-2.0
 *
 * Names as they stand in parameters and files, by the library's numbers or by those of simulate_parameters.h. */
#ifndef TOOLS_SIMULATE_NAMES_H
#define TOOLS_SIMULATE_NAMES_H

extern const char *const channel_names[],
    *const caller_names[], *const speed_names[], *const occupation_names[],
                                                     *const party_kind_names[],
                                                         *const level_names[],
                                                             *const flow_names[],
                                                                 *const class_names[],
                                                                     *const deed_names[],
                                                                         *const basis_names[],
                                                                             *const payee_names[],
                                                                                 *const mule_names[],
                                                                                     *const name_match_names[];

#endif
