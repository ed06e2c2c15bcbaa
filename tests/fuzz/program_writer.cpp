#include "fuzz/program_writer.h"

#include "base/assert.h"
#include "syntax/characters.h"

#include <algorithm>
#include <iterator>

namespace weft {
namespace {

constexpr std::string_view kComments[] = {"#",        "# comment", "#\t'",
                                          "# \"\"\"", "#:(",       "# \xC3\xA9"};

}  // namespace

ProgramWriter::ProgramWriter(Choices* choices)
    : choices_(choices),
      is_plain_(!choices->Flip()),
      file_end_style_(choices->Below(16)),
      line_break_style_(choices->Below(8)) {
  if (choices_->OneIn(16)) {
    text_ = choices_->Of({"#!/usr/bin/env python3", "# -*- coding: utf-8 -*-"});
    text_ += LineBreak();
  }
}

void ProgramWriter::Open(Kind kind, Role role, Context context) {
  open_.push_back(nodes_.size());
  nodes_.push_back({kind, role, context, {end_, end_}});
}

void ProgramWriter::Close() {
  nodes_[open_.back()].span.end = end_;
  open_.pop_back();
  num_begun_ = std::min(num_begun_, open_.size());
}

void ProgramWriter::Leaf(Kind kind, Role role, std::string_view word, Context context) {
  Open(kind, role, context);
  Word(word);
  Close();
}

void ProgramWriter::EmptyLeaf(Kind kind, Role role) {
  nodes_.push_back({kind, role, Context::Load, {end_, end_}});
}

void ProgramWriter::Begin() {
  for (; num_begun_ < open_.size(); ++num_begun_) {
    nodes_[open_[num_begun_]].span.begin = static_cast<uint32_t>(text_.size());
  }
}

void ProgramWriter::Token(std::string_view text, bool needs_blank, Last last) {
  Gap(needs_blank);
  Glued(text);
  last_ = last;
}

void ProgramWriter::Glued(std::string_view text) {
  Begin();
  text_ += text;
  end_ = static_cast<uint32_t>(text_.size());
  last_ = Last::Symbol;
}

void ProgramWriter::Word(std::string_view text) {
  bool follows_word = last_ == Last::Word || last_ == Last::Integer || last_ == Last::Number;
  // `1if x`: a number may touch some keywords. `0or` would be an octal number.
  bool may_touch = last_ == Last::Integer && text_[end_ - 1] != '0' &&
                   (text == "if" || text == "or" || text == "and" || text == "in") &&
                   choices_->OneIn(4);
  Token(text, follows_word && !may_touch, Last::Word);
}

void ProgramWriter::Number(std::string_view text) {
  bool is_integer = text.find_first_not_of("0123456789_") == std::string_view::npos;
  bool is_fraction = text.front() == '.';
  Token(text, last_ == Last::Word && !is_fraction, is_integer ? Last::Integer : Last::Number);
}

void ProgramWriter::Symbol(std::string_view text) {
  // Two quotes and one more open a string of three.
  bool follows_quotes =
      end_ > 1 && text_[end_ - 1] == text.front() && text_[end_ - 2] == text.front();
  bool is_string = text.front() == '"' || text.front() == '\'';
  bool needs_blank = (last_ == Last::Word && IsNameByte(text.front())) ||
                     (is_string && follows_quotes) ||
                     (last_ == Last::Integer && text.front() == '.') ||
                     (last_ == Last::FieldOpen && text.front() == '{');
  Token(text, needs_blank, Last::Symbol);
}

void ProgramWriter::OpenBracket(std::string_view text) {
  Symbol(text);
  ++num_brackets_;
}

void ProgramWriter::CloseBracket(std::string_view text) {
  Symbol(text);
  --num_brackets_;
}

void ProgramWriter::OpenField() {
  Glued("{");
  last_ = Last::FieldOpen;
  ++num_brackets_;
}

void ProgramWriter::CloseField(bool is_glued) {
  if (is_glued) {
    Glued("}");
  } else {
    Symbol("}");
  }
  --num_brackets_;
}

void ProgramWriter::Gap(bool needs_blank) {
  if (is_line_start_) {
    is_line_start_ = false;
    return;
  }
  switch (is_plain_ ? 0 : choices_->Below(20)) {
    case 10:
    case 11:
    case 12:
      text_ += ' ';
      return;
    case 13:
      text_ += "\t ";
      return;
    case 14:
      text_ += "\f";
      return;
    case 15:
      text_ += "\\";
      text_ += LineBreak();
      text_.append(choices_->Below(5), ' ');
      return;
    case 16:
    case 17:
    case 18:
      if (num_brackets_ > 0) {
        text_ += LineBreak();
        text_.append(choices_->Below(5), ' ');
        return;
      }
      break;
    case 19:
      if (num_brackets_ > 0) {
        text_ += ' ';
        Comment();
        text_ += LineBreak();
        return;
      }
      break;
    default:
      break;
  }
  if (needs_blank) {
    text_ += ' ';
  }
}

void ProgramWriter::Comment() {
  text_ += kComments[choices_->Below(std::size(kComments))];
}

std::string_view ProgramWriter::LineBreak() {
  switch (line_break_style_) {
    case 5:
      return "\r\n";
    case 6:
      return "\r";
    case 7:
      // A `\n` behind a `\r` would be no break of its own.
      return choices_->Of({text_.ends_with('\r') ? "\r" : "\n", "\r\n", "\r"});
    default:
      return "\n";
  }
}

void ProgramWriter::BlankLines() {
  while (!is_plain_ && choices_->OneIn(6)) {
    text_ += choices_->Of({"", " ", "\t", "  \f", "        "});
    if (choices_->Flip()) {
      Comment();
    }
    text_ += LineBreak();
  }
}

void ProgramWriter::StartLine() {
  WEFT_ASSERT(num_brackets_ == 0, "a line starts outside of brackets");
  BlankLines();
  const std::string& indent = indents_.back();
  switch (is_plain_ ? 0 : choices_->Below(24)) {
    case 22:  // A form feed sets the column to zero.
      text_ += choices_->Of({"\f", "  \f", "\f\t\f"});
      break;
    case 23:  // The first backslash settles the column, unless that is zero.
      if (indent.find('\t') == std::string::npos) {
        text_ += indent;
        text_ += '\\';
        text_ += LineBreak();
        if (!indent.empty()) {
          text_.append(choices_->Below(9), ' ');
          is_line_start_ = true;
          last_ = Last::Nothing;
          return;
        }
      }
      break;
    default:
      break;
  }
  text_ += indent;
  is_line_start_ = true;
  last_ = Last::Nothing;
}

void ProgramWriter::EndLine() {
  if (!is_plain_ && choices_->OneIn(6)) {
    text_ += choices_->Of({" ", "\t", " \f", "\\", "  "});
    if (text_.back() == '\\') {
      text_ += LineBreak();  // The line that is joined is empty.
    } else if (choices_->Flip()) {
      Comment();
    }
  }
  text_ += LineBreak();
}

void ProgramWriter::Indent() {
  indents_.push_back(indents_.back() +
                     std::string(choices_->Of({"  ", "    ", "\t", " ", " \t", "\t  "})));
}

void ProgramWriter::Finish() {
  constexpr std::string_view kEnds[] = {"", "  ", "# the end"};
  if (file_end_style_ < 13 || end_ == 0) {
    return;
  }
  text_.resize(end_);
  text_ += kEnds[file_end_style_ % std::size(kEnds)];
}

}  // namespace weft
