/* What a plug-in and Weft say to each other, in C. Plug-ins in C++ include weft/plugin.h, which
   puts the usual types around this. docs/writing-a-plugin.md tells of both. */
#ifndef WEFT_ABI_H
#define WEFT_ABI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define WEFT_DEFAULT(value) = value
extern "C" {
#else
#define WEFT_DEFAULT(value)
#endif

/* Changes with anything in this file. Weft runs plug-ins of its own version only. */
#define WEFT_ABI_VERSION 1u

/* UTF-8, without a NUL byte behind it. */
typedef struct WeftText {
  const char* data;
  size_t size;
} WeftText;

/* A node of the tree; all nodes stand in preorder, the module first. Kinds, roles and flags are
   those of weft/kinds.h and weft/tree.h. */
typedef struct WeftNode {
  uint8_t kind;
  uint8_t role; /* Which field of its parent it fills. */
  uint8_t flags;
  uint8_t unused;
  uint32_t begin; /* Byte offsets into the text. */
  uint32_t end;
  uint32_t next; /* The index behind its last descendant. */
} WeftNode;

/* A token of Python's; comments and line breaks inside of brackets are none. */
typedef struct WeftToken {
  uint32_t begin;
  uint32_t end;
} WeftToken;

typedef struct WeftOptionValue {
  WeftText name;
  WeftText value;
} WeftOptionValue;

/* A pass at work on a file. */
typedef struct WeftRun WeftRun;

/* Where an edit goes; as weft/edits.h tells. */
enum { WEFT_AFTER = 0, WEFT_BEFORE = 1, WEFT_GAP = 2, WEFT_WHOLE = 3 };
enum { WEFT_NOTE = 0, WEFT_WARNING = 1, WEFT_ERROR = 2 };

/* What a pass may ask of Weft while it runs. Nodes are indices; `site` is the node that an edit
   is made for, by which the user's selection and the manifest go. Texts are copied; a text that
   is returned lives until the next call. */
typedef struct WeftHost {
  void (*edit)(WeftRun* run, uint32_t site, uint32_t owner, uint32_t place, uint32_t begin,
               uint32_t end, WeftText text);
  /* A simple statement that has to run before anything else of the module. */
  void (*prologue)(WeftRun* run, uint32_t site, WeftText statement);
  /* Nothing is rewritten at `site`, for this reason; what was asked for there is dropped. */
  void (*leave_alone)(WeftRun* run, uint32_t site, WeftText reason);
  void (*report)(WeftRun* run, uint32_t severity, uint32_t begin, uint32_t end, WeftText message);
  /* The plug-in could not do its work. The file stays as it is. */
  void (*fail)(WeftRun* run, WeftText message);
  /* Whether `node`, a Name, certainly is the builtin of that name: 0 or 1. */
  uint32_t (*is_builtin)(WeftRun* run, uint32_t node);
  /* What an import of the file gives `node`, a name or attribute: `os.path.join`; or nothing. */
  WeftText (*imported_name)(WeftRun* run, uint32_t node);
  /* `__qualname__` of the function or class that evaluates `node`; nothing for the module. */
  WeftText (*qualified_name)(WeftRun* run, uint32_t node);
  /* `base`, which begins with `_weft_`, or what is like it and not used in the file. */
  WeftText (*unique_name)(WeftRun* run, WeftText base);
} WeftHost;

/* All of it outlives the run. */
typedef struct WeftInput {
  const WeftHost* host;
  WeftRun* run;
  WeftText path;
  WeftText module; /* The file's dotted name; empty where unknown. */
  WeftText text;
  const WeftNode* nodes;
  size_t num_nodes;
  const WeftToken* tokens;
  size_t num_tokens;
  const WeftOptionValue* options; /* Those that were given, in order. */
  size_t num_options;
} WeftInput;

/* An option of a pass: `--passes NAME[option=value]`. Texts end in a NUL byte. */
typedef struct WeftOption {
  const char* name;
  const char* type;    /* `yes|no`, `a|b` for a choice, else a word for any text: `NAME`. */
  const char* initial; /* The default; empty where there is none. */
  const char* summary; /* One line. */
} WeftOption;

enum { WEFT_PREPROCESS = 0, WEFT_MACRO = 1, WEFT_OPTIMISE = 2, WEFT_INSTRUMENT = 3 };
enum { WEFT_PRESERVING = 0, WEFT_OBSERVING = 1, WEFT_CHANGING = 2 };

typedef struct WeftPass {
  const char* name;
  const char* version; /* Changes when the same input gets another output. */
  const char* summary; /* One line. */
  uint32_t family;
  uint32_t effect;
  void (*run)(const WeftInput* input);
  const WeftOption* options WEFT_DEFAULT(NULL);
  size_t num_options WEFT_DEFAULT(0);
} WeftPass;

typedef struct WeftPlugin {
  uint32_t abi_version;  /* WEFT_ABI_VERSION. First, in every version. */
  uint32_t tree_version; /* weft::kTreeVersion of weft/kinds.h. */
  const WeftPass* passes;
  size_t num_passes;
} WeftPlugin;

/* What a plug-in defines; not null, and constant. */
#define WEFT_ENTRY_POINT "weft_plugin"
typedef const WeftPlugin* (*WeftEntryPoint)(void);

#ifdef __cplusplus
}
#endif

#endif
