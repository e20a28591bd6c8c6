import Diagnostics
import Testing

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("scool", "school"), ("School", "school"), ("shcool", "school"), ("camdn", "camden"), ("camdden", "camden"),
    ("titel", "title"), ("national-programmes", "national-programme"),
  ])
  func aSlipFindsTheNameThatWasMeant(written: String, meant: String) { check(written, gives: meant) }

  @Test(arguments: ["", "x", "individual", "sch", "programme"])
  func aNameLikeNoOtherFindsNothing(written: String) { check(written, gives: nil) }

  @Test func theFirstInTheAlphabetIsTakenOfTwoThatAreEquallyNear() {
    #expect(nearestName(to: "cat", among: ["hat", "bat", "rat"]) == "bat")
    #expect(nearestName(to: "cat", among: ["rat", "hat", "bat"]) == "bat")
  }

  @Test func theNearestIsTakenBeforeTheFirst() {
    #expect(nearestName(to: "stages", among: ["staged-a", "stagess"]) == "stagess")
  }

  @Test func aSuggestionIsAQuestion() {
    #expect(suggestion(for: "scool", among: ["school"]) == " (did you mean 'school'?)")
    #expect(suggestion(for: "scool", among: ["hub"]) == "")
  }

  private func check(_ written: String, gives meant: String?) {
    let known = ["school", "camden", "national-programme", "title"]
    #expect(nearestName(to: written, among: known) == meant)
  }
}
