# Waymark's commands: `make` lists them. `make site` and `make test` first install what is missing.

CONTENT := content
OUTPUT := site
BASE_URL :=
SECONDS := 600
LONG :=

waymark := .build/release/waymark
venv := .build/browser-tests
python := $(venv)/bin/python
bench_venv := .build/benchmarks
# On Linux all libraries but C's and GCC's own, which C's loads in any case, are linked in, at an address of their own, and
# symbols and what nobody calls left out: the program starts sooner (in 3.0 ms in place of 4.5 with C++'s and cmark's
# libraries loaded at the start), and runs where Swift is not. The linker takes C++'s and cmark's archives from a folder in
# which it finds nothing else, and which is named before what pkg-config says of libcmark. Types are found as the
# compiler knows them and not by their names at the start (6 of 40 million instructions). C's library is not looked for in
# the program's own folder first, in a dozen places.
archives := .build/archives
static := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib --disable-local-rpath -Xlinker -L$(archives) -Xlinker -s -Xlinker --gc-sections -Xswiftc -Xclang-linker -Xswiftc -no-pie -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors)

.PHONY: help release site dist test test-swift test-faults test-browser torture fuzz bench format clean

help:
	@echo "make release   build the program alone, as make site, dist and bench do"
	@echo "make site      build the site: $(CONTENT)/ becomes $(OUTPUT)/ (BASE_URL=https://… where its address is known)"
	@echo "make test      run every test: Swift's, the faults' in short, then the browser's on $(OUTPUT)/"
	@echo "make dist      make one program that needs no Swift, in a tarball with its checksum (Linux)"
	@echo "make torture   run the faults at length: a kill and an error at every call that writes, 500 random kills"
	@echo "make fuzz      look for inputs that break the readers, SECONDS=$(SECONDS) for each of the three"
	@echo "make bench     measure Waymark beside Hugo and a floor in C; LONG=1 with 100,000 stages, which takes 16 GB of memory"
	@echo "make format    lay out the Swift code"
	@echo "make clean     remove what was built, but not $(OUTPUT)/"

release:
	@sh Tests/Tools/install.sh swift cmark
	@mkdir -p $(archives)
	@for archive in "$$(pkg-config --variable=libdir libcmark)/libcmark.a" /usr/lib/gcc/*/*/libstdc++.a; do \
	  if test -e "$$archive"; then ln -sf "$$archive" $(archives)/; fi; done
	@printf 'Name: libcmark\nDescription: CommonMark\nVersion: %s\nLibs: -L%s %s\nCflags: %s\n' "$$(pkg-config --modversion libcmark)" \
	  $(archives) "$$(pkg-config --libs libcmark)" "$$(pkg-config --cflags libcmark)" > $(archives)/libcmark.pc
	PKG_CONFIG_PATH=$(CURDIR)/$(archives) swift build -c release --product waymark $(static)

site: release
	$(waymark) build --content $(CONTENT) --output $(OUTPUT) $(if $(BASE_URL),--base-url $(BASE_URL))

# One program that needs nothing of the machine but the C library and GCC's (libgcc_s), which stands beside it everywhere.
dist := .build/dist
archive := waymark-$(shell uname -s | tr A-Z a-z)-$(shell uname -m).tar.gz

dist: release
	@for library in cmark stdc++; do test -e $(archives)/lib$$library.a || \
	  { echo "There is no lib$$library.a on this machine to link in." >&2; exit 1; }; done
	@mkdir -p $(dist)
	install -m 755 $(waymark) $(dist)/waymark
	cp LICENSE $(dist)/
	cd $(dist) && tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -cf - LICENSE waymark | gzip -9n > $(archive)
	cd $(dist) && sha256sum $(archive) > $(archive).sha256
	@ls -l $(dist)/$(archive); cat $(dist)/$(archive).sha256

test: test-swift test-faults test-browser

test-swift:
	@sh Tests/Tools/install.sh swift cmark
	swift build
	swift test

test-faults torture:
	@sh Tests/Tools/install.sh swift cmark strace faketime disorderfs locales venv
	@$(MAKE) --no-print-directory $(venv)/installed
	swift build --product waymark
	swift build -c release --product waymark
	$(python) -m pytest Tests/Faults $(if $(filter torture,$@),--long)

test-browser:
	@sh Tests/Tools/install.sh chromium firefox atomic java venv nginx apache
	@$(MAKE) --no-print-directory $(venv)/installed
	$(python) -m pytest Tests/Browser
	$(python) -m pytest --quiet Tests/Benchmarks

$(venv)/installed: Tests/Browser/requirements.txt
	@echo "Installing the browser tests' Python packages into $(venv):"; cat $<
	python3 -m venv --clear $(venv)
	$(python) -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

fuzz:
	@sh Tests/Tools/install.sh swift cmark
	bash Tests/Fuzzing/fuzz.sh $(SECONDS)

bench: release
	@sh Tests/Tools/install.sh cc chromium atomic venv
	@$(MAKE) --no-print-directory $(bench_venv)/installed
	$(bench_venv)/bin/python Tests/Benchmarks/bench.py --waymark $(waymark) $(if $(LONG),--long)

$(bench_venv)/installed: Tests/Benchmarks/requirements.txt
	@echo "Installing the benchmark's Python packages into $(bench_venv):"; cat $<
	python3 -m venv --clear $(bench_venv)
	$(bench_venv)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests templates

clean:
	rm -rf .build .build-fuzz
