"""A bare Streamlit page with the widgets of a self-check and nothing else: `streamlit run bare_page.py`.

Copied beside a `questions.json`, so that no configuration of ours reaches it.
"""

import json
from pathlib import Path

import streamlit as st

questions = json.loads((Path(__file__).parent / "questions.json").read_text(encoding="utf-8"))
st.title("Questions")
points = []
for question in questions:
    with st.container(key=f"q_{question['id'].replace('.', '-')}", border=True):
        st.markdown(f"**{question['text']}**")
        st.caption(question["why"])
        answer = st.radio(
            question["text"],
            list(question["options"]),
            index=question["answered"],
            key=question["id"],
            label_visibility="collapsed",
            width="stretch",
        )
        with st.expander("How to check"):
            st.markdown(question["check"])
            st.text_area("Note", key=f"note {question['id']}")
        if answer is not None:
            points.append(question["options"][answer])
with st.container(key="strip"):
    st.markdown(f"**{sum(points) / max(1, len(points)):.3f}** of 100")
