# Waymark's commands: `make` lists them. `make site` and `make test` first install what is missing.

CONTENT := content
OUTPUT := site
BASE_URL :=
SECONDS := 600

waymark := .build/release/waymark
venv := .build/browser-tests
python := $(venv)/bin/python
# On Linux Swift's libraries are linked in and symbols left out: the program then starts in half the time, and runs where Swift is not.
static := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib -Xlinker -s)

.PHONY: help site test test-swift test-faults test-browser torture fuzz format clean

help:
	@echo "make site      build the site: $(CONTENT)/ becomes $(OUTPUT)/ (BASE_URL=https://… where its address is known)"
	@echo "make test      run every test: Swift's, the faults' in short, then the browser's on $(OUTPUT)/"
	@echo "make torture   run the faults at length: a kill and an error at every call that writes, 500 random kills"
	@echo "make fuzz      look for inputs that break the readers, SECONDS=$(SECONDS) for each of the three"
	@echo "make format    lay out the Swift code"
	@echo "make clean     remove what was built, but not $(OUTPUT)/"

site:
	@sh Tests/Tools/install.sh swift cmark
	swift build -c release --product waymark $(static)
	$(waymark) build --content $(CONTENT) --output $(OUTPUT) $(if $(BASE_URL),--base-url $(BASE_URL))

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
	@sh Tests/Tools/install.sh chromium atomic java venv nginx apache
	@$(MAKE) --no-print-directory $(venv)/installed
	$(python) -m pytest Tests/Browser

$(venv)/installed: Tests/Browser/requirements.txt
	@echo "Installing the browser tests' Python packages into $(venv):"; cat $<
	python3 -m venv --clear $(venv)
	$(python) -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

fuzz:
	@sh Tests/Tools/install.sh swift cmark
	bash Tests/Fuzzing/fuzz.sh $(SECONDS)

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests templates

clean:
	rm -rf .build .build-fuzz
