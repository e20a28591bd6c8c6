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

  @Test func aNameInOtherLettersFindsTheNameThatWasMeant() {
    #expect(nearestName(to: "écoles", among: ["hub", "école"]) == "école")
    #expect(nearestName(to: "ecole", among: ["hub", "école"]) == "école")
    #expect(nearestName(to: "ÉCOLE", among: ["hub", "école"]) == "école")
  }

  @Test func theLimitIsThreeSlipsAndFewerInAShortName() {
    #expect(nearestName(to: "stranger-things", among: ["strngr-thngs"]) == "strngr-thngs")
    #expect(nearestName(to: "stranger-things", among: ["strngr-thng"]) == nil)
    #expect(nearestName(to: "abcdef", among: ["abcdxy"]) == "abcdxy")
    #expect(nearestName(to: "abcdef", among: ["abcxyz"]) == nil)
    #expect(nearestName(to: "dn", among: ["nd"]) == "nd")
  }

  @Test func aNameOfAMegabyteIsLikeNoOther() {
    let long = String(repeating: "a", count: 1_000_000)
    #expect(nearestName(to: long, among: [long + "b"]) == nil)
  }

  @Test func aSuggestionIsAQuestion() {
    #expect(Misspelling("scool", among: ["school"]).suggestion == " (did you mean 'school'?)")
    #expect(Misspelling("scool", among: ["hub"]).suggestion == "")
  }

  private func check(_ written: String, gives meant: String?) {
    let known = ["school", "camden", "national-programme", "title"]
    #expect(nearestName(to: written, among: known) == meant)
  }
}
