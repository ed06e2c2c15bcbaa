#include "syntax/scope_names.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

namespace weft {
namespace {

constexpr size_t kFirstNumSlots = 1024;

template <typename Word>
uint64_t Load(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof(word));
  return word;
}

// Up to eight bytes as one word, reading no byte outside of them.
uint64_t LoadUpTo8(const char* at, size_t size) {
  if (size >= 4) {
    return Load<uint32_t>(at) << 32 | Load<uint32_t>(at + size - 4);
  }
  if (size == 0) {
    return 0;
  }
  auto byte = [&](size_t i) { return static_cast<uint64_t>(static_cast<unsigned char>(at[i])); };
  return byte(0) << 16 | byte(size / 2) << 8 | byte(size - 1);
}

}  // namespace

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string NormalizeIdentifier(std::string_view identifier) {
  if (IsAscii(identifier)) {
    return std::string(identifier);
  }
  utf8proc_uint8_t* mapped = nullptr;
  utf8proc_ssize_t size = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(identifier.data()),
      static_cast<utf8proc_ssize_t>(identifier.size()), &mapped,
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
  std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owner(mapped, std::free);
  if (size < 0) {
    return std::string(identifier);
  }
  return {reinterpret_cast<const char*>(mapped), static_cast<size_t>(size)};
}

bool IsClassPrivate(std::string_view name) {
  return name.starts_with("__") && !name.ends_with("__") &&
         name.find('.') == std::string_view::npos;
}

std::string MangleName(std::string_view class_name, std::string_view name) {
  size_t num_underscores = class_name.find_first_not_of('_');
  if (num_underscores == std::string_view::npos) {
    return std::string(name);
  }
  std::string mangled = "_";
  mangled += class_name.substr(num_underscores);
  mangled += name;
  return mangled;
}

NameTable::NameTable() : slots_(kFirstNumSlots) {
}

NameId NameTable::Intern(std::string_view identifier) {
  Hashed hashed = Hash(identifier);
  if (!hashed.is_ascii) {
    return InternCopy(NormalizeIdentifier(identifier));
  }
  size_t slot = FindSlot(identifier, hashed.hash);
  return slots_[slot].id.is_valid() ? slots_[slot].id : Add(slot, identifier, hashed.hash);
}

NameId NameTable::InternCopy(std::string text) {
  uint32_t hash = Hash(text).hash;
  size_t slot = FindSlot(text, hash);
  if (slots_[slot].id.is_valid()) {
    return slots_[slot].id;
  }
  copies_.push_back(std::move(text));
  return Add(slot, copies_.back(), hash);
}

NameId NameTable::Find(std::string_view identifier) const {
  Hashed hashed = Hash(identifier);
  if (hashed.is_ascii) {
    return slots_[FindSlot(identifier, hashed.hash)].id;
  }
  std::string normalized = NormalizeIdentifier(identifier);
  return slots_[FindSlot(normalized, Hash(normalized).hash)].id;
}

NameTable::Hashed NameTable::Hash(std::string_view name) {
  constexpr uint64_t kFactor = 0x9E3779B97F4A7C15;
  constexpr uint64_t kHighBits = 0x8080808080808080;
  uint64_t hash = name.size() * kFactor;
  uint64_t all_bits = 0;
  auto mix = [&](uint64_t word) {
    all_bits |= word;
    hash = (hash ^ word) * kFactor;
    hash ^= hash >> 32;
  };
  const char* at = name.data();
  size_t size = name.size();
  for (; size > 8; size -= 8, at += 8) {
    mix(Load<uint64_t>(at));
  }
  mix(LoadUpTo8(at, size));
  return {static_cast<uint32_t>(hash ^ hash >> 29), (all_bits & kHighBits) == 0};
}

size_t NameTable::FindSlot(std::string_view name, uint32_t hash) const {
  size_t mask = slots_.size() - 1;
  size_t slot = hash & mask;
  for (; slots_[slot].id.is_valid(); slot = (slot + 1) & mask) {
    if (slots_[slot].hash == hash && names_[slots_[slot].id.index].text == name) {
      break;
    }
  }
  return slot;
}

NameId NameTable::Add(size_t slot, std::string_view text, uint32_t hash) {
  NameId id{static_cast<uint32_t>(names_.size())};
  names_.push_back({text, hash, IsClassPrivate(text)});
  slots_[slot] = {hash, id};
  if (names_.size() * 2 > slots_.size()) {
    Grow();
  }
  return id;
}

void NameTable::Grow() {
  slots_.assign(slots_.size() * 2, Slot{});
  size_t mask = slots_.size() - 1;
  for (uint32_t i = 0; i < names_.size(); ++i) {
    size_t slot = names_[i].hash & mask;
    while (slots_[slot].id.is_valid()) {
      slot = (slot + 1) & mask;
    }
    slots_[slot] = {names_[i].hash, NameId{i}};
  }
}

}  // namespace weft
