# ismapgen: the ISMAP cloud service list and its letters, from XML.
#
#	make demo	install what is missing, build, generate the sample
#	make test	install what the tests need, run all (SUITE="unit golden" for some,
#			SUITE=golden CASE=status-all for one case)
#	make check	the quick ones, in a minute
#	make		build generator/build/ismapgen
#	make install	PREFIX=/usr/local DESTDIR=
#
# BUILD=DIR builds elsewhere, so that several builds can stand side by side.

VERSION = 0.2.0
PREFIX = /usr/local
DESTDIR =
DATADIR = $(PREFIX)/share/ismapgen
EXAMPLES = $(PREFIX)/share/doc/ismapgen/examples
BUILD = generator/build
SUITE =

# The day of the sample: the demo and the tests are about the same edition.
SAMPLE_DAY := $(shell cat tests/sample-day)

LIBRARIES = glib-2.0 libxml-2.0 libcmark-gfm jansson cairo pango pangocairo pangoft2 \
	harfbuzz harfbuzz-subset fontconfig freetype2 libqpdf libdeflate lcms2 libqrencode libcrypto libzip
PACKAGES = gcc libc6-dev make pkg-config libglib2.0-dev libxml2-dev libcmark-gfm-dev \
	libcmark-gfm-extensions-dev libjansson-dev libcairo2-dev libpango1.0-dev \
	libharfbuzz-dev libfontconfig-dev libfreetype-dev libqpdf-dev libdeflate-dev liblcms2-dev \
	libqrencode-dev libssl-dev libzip-dev libxlsxwriter-dev
FONT_PACKAGES = fonts-morisawa-bizud-mincho fonts-morisawa-bizud-gothic fonts-ipamj-mincho fonts-noto-cjk \
	fonts-freefont-ttf
FONT_FILES := $(shell sed 's|.*  |fonts/|' fonts/SHA256SUMS.* | sort -u)
# OpenSSL's door to tokens: a provider, or on Debian 12 the engine before it.
TOKEN_PACKAGE := $(if $(filter 12,$(shell . /etc/os-release && echo $$VERSION_ID)),libengine-pkcs11-openssl,pkcs11-provider p11-kit-modules)
TEST_PACKAGES = libcmocka-dev libxml2-utils poppler-utils mupdf-tools qpdf imagemagick jq \
	chromium=chromium chromium-headless-shell=chromium-headless-shell node=nodejs npm=npm javac=default-jdk-headless mvn=maven \
	python3-venv /usr/sbin/nginx=nginx-light /usr/bin/time=time curl rsync rclone \
	openssl libnss3-tools softhsm2 opensc $(TOKEN_PACKAGE) zbar-tools xxd
BENCH_PACKAGES = time hugo xsltproc
# One version, which both releases have.
CLANG = 19
LINT_PACKAGES = clang-format-$(CLANG) clang-tidy-$(CLANG) cppcheck gcovr
FUZZ_PACKAGES = clang libclang-rt-dev

# pkg-config is asked when something is compiled, which is after `make setup`.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(LIBRARIES)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(LIBRARIES)))$(PKG_LIBS)

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wformat=2 -Wstrict-prototypes -Werror
ifeq ($(shell uname -m),x86_64)
CONTROL_FLOW = -fcf-protection
endif
HARDENING = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection $(CONTROL_FLOW)
CC = gcc
CFLAGS = -O2 -g $(HARDENING)
LDFLAGS = -Wl,-z,relro,-z,now -Wl,--as-needed
# Wherever it is built, the program is the same file.
COMPILE = $(CC) -std=c11 -D_DEFAULT_SOURCE -fPIE -ffile-prefix-map=$(CURDIR)=. $(WARNINGS) $(CFLAGS) -Igenerator $(PKG_CFLAGS) \
	-DISMAPGEN_VERSION='"$(VERSION)"' -DISMAPGEN_DATADIR='"$(DATADIR)"'
LINK = $(CC) -pie $(CFLAGS) $(LDFLAGS)
# xlsxwriter.pc of Debian 13 asks for minizip, whose zip.h would hide that of libzip.
LINK_LIBS = $(PKG_LIBS) -lxlsxwriter -lcmark-gfm -lcmark-gfm-extensions -lm

SOURCES := $(wildcard generator/*/*.c)
OBJECTS = $(SOURCES:generator/%.c=$(BUILD)/%.o)
MAIN = $(BUILD)/command/main.o
LIBRARY = $(BUILD)/libismapgen.a
# Each .c file of a suite is a program; those of tests/fuzz have rules of their own,
# and what tests of safety and sign have loaded is built by their runners.
TEST_SOURCES := $(filter-out tests/fuzz/% tests/safety/% tests/sign/% tests/mutants/%,$(wildcard tests/*/*.c))
TEST_PROGRAMS = $(TEST_SOURCES:%.c=$(BUILD)/%)
C_FILES = $(wildcard generator/*/*.[ch] tests/*/*.[ch])

# One short line a step; V=1 shows the commands.
say = $(if $(V),,@echo '  $(1)  $@';)

SUBMAKE = $(MAKE) --no-print-directory

.PHONY: all setup setup-fonts setup-test setup-lint fonts demo test-programs test check goldens mutants asan coverage \
	lint tidy analyze fuzz fuzz-programs bench format install clean dist deb try-deb FORCE
.DELETE_ON_ERROR:

all: $(BUILD)/ismapgen

$(BUILD)/ismapgen: $(MAIN) $(LIBRARY)
	$(call say,LD)$(LINK) -o $@ $^ $(LINK_LIBS)

# Made anew, so that the object of a source that is gone goes too; q, since two
# folders may have a file of the same name.
$(LIBRARY): $(filter-out $(MAIN),$(OBJECTS)) $(BUILD)/sources
	@rm -f $@
	$(call say,AR)ar qcs $@ $(filter %.o,$^)

$(BUILD)/%.o: generator/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) -MMD -MP -c -o $@ $<

# A test program is linked anew when an object that it uses has changed: the linker tells
# which of the library these are (-t twice), and no two have one name.
$(BUILD)/tests/%: tests/%.c $(BUILD)/flags | $(LIBRARY)
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) -MMD -MP -pie $(LDFLAGS) -Wl,-t,-t -o $@ $< $(LIBRARY) $(LINK_LIBS) -lcmocka >$@.linked
	@objects=$$(echo $$(sed -n 's|^(.*/$(notdir $(LIBRARY)))|$(BUILD)/*/|p' $@.linked)); \
		printf '%s\n' "$@: $$objects" "$$objects:" >$@.objects
	@rm $@.linked

# Change only when their content does: what is built with other flags, or from
# another list of sources, is built again.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(COMPILE) $(LINK))' | cmp -s - $@ || \
		echo '$(subst ','\'',$(COMPILE) $(LINK))' >$@

$(BUILD)/sources: FORCE
	@mkdir -p $(@D)
	@echo $(SOURCES) | cmp -s - $@ || echo $(SOURCES) >$@

-include $(OBJECTS:.o=.d) $(TEST_PROGRAMS:=.d) $(TEST_PROGRAMS:=.objects)

setup:
	@.ci/install-packages $(PACKAGES)

setup-fonts:
	@.ci/install-packages $(FONT_PACKAGES)

setup-test: setup setup-fonts
	@.ci/install-packages $(TEST_PACKAGES)
	@cmp -s tests/package-lock.json tests/node_modules/.installed || { \
		npm --prefix tests ci --no-audit --no-fund --loglevel=error && \
		cp tests/package-lock.json tests/node_modules/.installed; }
	@cmp -s tests/requirements.txt tests/venv/.installed || { \
		python3 -m venv --clear tests/venv && \
		tests/venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.txt && \
		cp tests/requirements.txt tests/venv/.installed; } || echo "tests/data: no pyshacl, the catalogue is not held against DCAT-AP" >&2

setup-lint: setup
	@.ci/install-packages $(LINT_PACKAGES)

fonts: setup-fonts
	@.ci/copy-fonts

demo: setup fonts
	@$(SUBMAKE) all
	$(BUILD)/ismapgen build --as-of $(SAMPLE_DAY)
	@echo
	@echo "The list:     output/site/index.html"
	@echo "The letters:  output/letters/"

test-programs: $(TEST_PROGRAMS) $(FONT_FILES)

$(FONT_FILES) &:
	@.ci/copy-fonts

test: setup-test fonts
	@$(SUBMAKE) all test-programs
	@BUILD='$(BUILD)' tests/run $(SUITE)

# What tells most in a minute.
CHECK_SUITES = layers unit rules golden

check: setup-test fonts
	@$(SUBMAKE) all test-programs
	@BUILD='$(BUILD)' tests/run $(CHECK_SUITES)

# What golden cases find is written as what they want: read the difference (tests/README.md).
goldens: setup-test fonts
	@$(SUBMAKE) all
	@BUILD='$(BUILD)' UPDATE=1 tests/run golden
	@git --no-pager diff --stat -- tests/golden

# The program changed one token at a time: a test must notice (tests/mutants/README.md).
# Then secret fields are published on purpose: the leak test must notice.
# BASE=REVISION for what differs from it, MODULE=site/rows for a wing or a file;
# MUTANTS="--count 300 --seed 7 --again …" for more.
mutants: setup-test fonts
	@$(SUBMAKE) all test-programs
	@BUILD='$(BUILD)' node tests/mutants/mutants.mjs $(if $(BASE),--base '$(BASE)') \
		$(if $(MODULE),--module '$(MODULE)') $(MUTANTS)
	@BUILD='$(BUILD)' tests/leak/mutants

# The suites that run the program and nothing slow beside it.
C_SUITES = unit rules golden commands failures letters leak shard

# The parts in C under the sanitizers, in a build of their own.
asan: setup-test fonts
	@$(SUBMAKE) all test-programs BUILD=$(BUILD)/asan LDFLAGS= \
		CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'
	@BUILD='$(BUILD)/asan' UBSAN_OPTIONS=print_stacktrace=1 \
		LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0 \
		tests/run $(or $(SUITE),$(C_SUITES))

# Which lines of generator/ the suites reach: the total stands last, and at least
# COVERAGE_MIN per cent of them must be.
COVERAGE_MIN = 90

coverage: setup-test setup-lint fonts
	@mkdir -p $(BUILD)/coverage
	@$(CC) -fPIE -c -o $(BUILD)/coverage/exit.o tests/coverage_exit.c
	@$(SUBMAKE) all test-programs BUILD=$(BUILD)/coverage CFLAGS='-O0 -g --coverage' \
		LDFLAGS='-Wl,--wrap=_exit $(BUILD)/coverage/exit.o'
	@BUILD='$(BUILD)/coverage' tests/run $(or $(SUITE),$(C_SUITES) sign pdfa)
	@gcovr --root . --filter generator/ --object-directory $(BUILD)/coverage --sort-percentage \
		--fail-under-line $(COVERAGE_MIN)

lint: setup-lint tidy
	clang-format-$(CLANG) --dry-run --Werror $(C_FILES)
	BUILD='$(BUILD)' tests/run layers

# GLib ends the program where there is no memory, so its functions never return NULL then;
# g_hash_table_add() takes what it is given; the ends of a section are compared.
CPPCHECK_OFF = missingInclude varFuncNullUB nullPointerOutOfMemory nullPointerArithmeticOutOfMemory \
	ctunullpointerOutOfMemory ctunullpointer leakNoVarFunctionCall comparePointers normalCheckLevelMaxBranches

tidy: setup-lint
	@mkdir -p $(BUILD)
	@printf '%s\n' $(wordlist 2,99,$(COMPILE)) -I$(CURDIR)/generator >$(BUILD)/compile_flags.txt
	printf '%s\n' $(SOURCES) | xargs -P 2 -n 4 clang-tidy-$(CLANG) --quiet -p $(BUILD)
	cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,performance,portability \
		--inline-suppr --library=gtk $(CPPCHECK_OFF:%=--suppress=%) '-DG_GINT64_FORMAT="ld"' \
		'-DG_DEFINE_QUARK(name,function)=' '-DG_DEFINE_EXTENDED_ERROR(name,function)=' \
		'-Djson_array_foreach(array,index,value)=while ((value = json_array_get(array, (index = 0))))' \
		'-Djson_object_foreach(object,key,value)=while ((value = json_object_get(object, (key = ""))))' \
		-Igenerator $(SOURCES)

# FUZZ_SECONDS for each target; FUZZ="xml template" for some.
FUZZ_SECONDS = 30
FUZZ_BUILD = $(BUILD)/fuzz
FUZZ_TARGETS = $(patsubst tests/fuzz/%.c,$(FUZZ_BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))

fuzz: setup fonts
	@.ci/install-packages $(FUZZ_PACKAGES)
	@$(SUBMAKE) fuzz-programs BUILD=$(FUZZ_BUILD) FUZZ_BUILD=$(FUZZ_BUILD) CC=clang LDFLAGS= \
		CFLAGS='-O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all'
	@tests/fuzz/run-fuzz $(FUZZ_BUILD) $(FUZZ_SECONDS) $(FUZZ)

fuzz-programs: $(FUZZ_TARGETS)

$(FUZZ_BUILD)/fuzz_%: tests/fuzz/fuzz_%.c $(LIBRARY)
	$(call say,CC)$(COMPILE) -fsanitize=fuzzer -pie -o $@ $< $(LIBRARY) $(LINK_LIBS)

# gcc's analyzer takes inlined cleanup functions for others: nothing is inlined.
analyze: tidy
	@$(SUBMAKE) all BUILD=$(BUILD)/analyze CFLAGS='-O0 -g -fanalyzer'

# N="1000 10000" services; see tests/bench/README.md.
bench: setup-test fonts
	@.ci/install-packages $(BENCH_PACKAGES)
	@$(SUBMAKE) all $(BUILD)/tests/bench/write_floor
	@BUILD='$(BUILD)' tests/bench/run-bench $(N)

format: setup-lint
	clang-format-$(CLANG) -i $(C_FILES)

install: all
	install -D -m 755 $(BUILD)/ismapgen $(DESTDIR)$(PREFIX)/bin/ismapgen
	install -D -m 644 generator/command/ismapgen.1 $(DESTDIR)$(PREFIX)/share/man/man1/ismapgen.1
	install -D -m 644 generator/command/ja/ismapgen.1 \
		$(DESTDIR)$(PREFIX)/share/man/ja/man1/ismapgen.1
	install -D -m 644 generator/command/ismapgen.bash-completion \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/ismapgen
	install -d $(DESTDIR)$(DATADIR)
	cp -R templates fonts content/schema $(DESTDIR)$(DATADIR)/
	install -d $(DESTDIR)$(DATADIR)/content
	cp -R content/site.xml content/schema content/criteria content/pages content/manual $(DESTDIR)$(DATADIR)/content/
	install -D -m 755 -t $(DESTDIR)$(DATADIR)/ci generator/packaging/ci/*.sh
	install -m 644 -t $(DESTDIR)$(DATADIR)/ci generator/packaging/ci/*.jq generator/packaging/ci/*.yml
	install -D -m 644 -t $(DESTDIR)$(EXAMPLES)/.. README.md
	install -D -m 644 -t $(DESTDIR)$(EXAMPLES) generator/packaging/*.conf generator/packaging/Containerfile \
		generator/packaging/ismapgen.cmd
	cp -R content $(DESTDIR)$(EXAMPLES)/
	rm -r $(DESTDIR)$(EXAMPLES)/content/manual
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/lib/systemd/system generator/packaging/systemd/*
	chmod -R u=rwX,go=rX $(DESTDIR)$(DATADIR) $(DESTDIR)$(EXAMPLES)/..

clean:
	rm -rf generator/build

dist:
	git archive --prefix=ismapgen-$(VERSION)/ HEAD | gzip -n >ismapgen-$(VERSION).tar.gz

# A Debian package, in BUILD/deb.
deb: setup fonts
	@.ci/install-packages build-essential dpkg-dev debhelper
	generator/packaging/build-deb $(VERSION) $(BUILD)/deb '$(FONT_PACKAGES)' $(PACKAGES)

# The package is installed on a bare system and makes the sample there; as root.
try-deb: deb
	@.ci/install-packages debootstrap lintian
	lintian --fail-on error,warning $(BUILD)/deb/ismapgen_$(VERSION)_*.deb
	generator/packaging/try-deb $(BUILD)/deb/ismapgen_$(VERSION)_*.deb
