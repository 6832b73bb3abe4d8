#pragma once

#include <nlohmann/json_fwd.hpp>

#include "catalog/snapshot.h"

/// Reads a row of a section of PostgreSQL's document, without the facts in other sections:
/// comments, privileges, the parts of a table.
namespace revise::catalog {

column read_column(const nlohmann::json& row);
constraint read_constraint(const nlohmann::json& row);
index read_index(const nlohmann::json& row);
trigger read_trigger(const nlohmann::json& row);
policy read_policy(const nlohmann::json& row);
table read_table(const nlohmann::json& row);
view read_view(const nlohmann::json& row);
type read_type(const nlohmann::json& row);
sequence_options read_options(const nlohmann::json& row);
sequence read_sequence(const nlohmann::json& row);
extension read_extension(const nlohmann::json& row);
routine read_routine(const nlohmann::json& row);
default_privileges read_default_privileges(const nlohmann::json& row);

}  // namespace revise::catalog
